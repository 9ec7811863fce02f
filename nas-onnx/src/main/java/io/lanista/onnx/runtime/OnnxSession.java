package io.lanista.onnx.runtime;

import java.util.Map;

/** A model loaded into ONNX Runtime, on one thread of the processor. Safe for use by several threads. */
public interface OnnxSession extends AutoCloseable {
    /**
     * Runs the model.
     *
     * @param inputs by name
     * @return its outputs by name, in the model's order
     * @throws io.lanista.onnx.graph.OnnxException if the runtime refuses them
     */
    Map<String, OnnxArray> run(Map<String, OnnxArray> inputs);

    /** What the model's file says beside the graph. */
    Map<String, String> metadata();

    @Override
    void close();
}
