package io.lanista.onnx.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.lanista.onnx.graph.OnnxException;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** The only class that calls ONNX Runtime. {@link RuntimeLoader} may load it a second time, beside a jar of it. */
final class NativeSession implements OnnxSession {
    private final OrtEnvironment environment;
    private final OrtSession session;

    NativeSession(byte[] model) {
        try {
            // What it would log, it throws as well.
            environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "lanista");
            environment.setTelemetry(false);
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.setIntraOpNumThreads(1);
                options.setInterOpNumThreads(1);
                session = environment.createSession(model, options);
            }
        } catch (OrtException refused) {
            throw new OnnxException("ONNX Runtime can't load the model: " + refused.getMessage(), refused);
        }
    }

    @Override
    public Map<String, OnnxArray> run(Map<String, OnnxArray> inputs) {
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, OnnxArray> input : inputs.entrySet()) {
                OnnxArray array = input.getValue();
                tensors.put(
                        input.getKey(),
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(array.values()), array.shape()));
            }
            try (OrtSession.Result result = session.run(tensors)) {
                Map<String, OnnxArray> outputs = new LinkedHashMap<>();
                for (Map.Entry<String, OnnxValue> output : result) {
                    outputs.put(output.getKey(), array((OnnxTensor) output.getValue()));
                }
                return outputs;
            }
        } catch (OrtException refused) {
            throw new OnnxException("ONNX Runtime can't run the model: " + refused.getMessage(), refused);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private static OnnxArray array(OnnxTensor tensor) {
        FloatBuffer buffer = tensor.getFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return new OnnxArray(values, tensor.getInfo().getShape());
    }

    @Override
    public Map<String, String> metadata() {
        try {
            return session.getMetadata().getCustomMetadata();
        } catch (OrtException refused) {
            throw new OnnxException("ONNX Runtime can't read the metadata: " + refused.getMessage(), refused);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException refused) {
            throw new OnnxException("ONNX Runtime can't close the model: " + refused.getMessage(), refused);
        }
    }
}
