package com.example;

import io.lanista.onnx.OnnxLayer;
import io.lanista.onnx.OnnxMapping;
import io.lanista.onnx.graph.OnnxOperator;

/** How {@link OwnLayer} is written as ONNX: two multiplications. */
public final class OwnLayerMapping implements OnnxMapping {
    @Override
    public String layerType() {
        return "own_scale";
    }

    @Override
    public String map(OnnxLayer layer) {
        OnnxOperator times = OnnxOperator.of("Mul");
        String scaled = layer.add(times, layer.input(), layer.parameter("scale"));
        return layer.add(times, scaled, layer.constant("factor", new long[0], (float) layer.real(OwnLayer.FACTOR)));
    }
}
