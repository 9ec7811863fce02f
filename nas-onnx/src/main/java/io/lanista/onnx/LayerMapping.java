package io.lanista.onnx;

/** Adds what layers of one type compute. */
@FunctionalInterface
interface LayerMapping {
    /** Adds the steps of one layer, and gives the value that holds its result. */
    String map(OnnxLayer layer);
}
