package com.example;

import io.lanista.api.model.Layer;
import io.lanista.djl.block.LayerProvider;
import io.lanista.onnx.OnnxMapping;
import io.lanista.testkit.LayerProviderContract;
import io.lanista.testkit.OnnxMappingContract;
import java.util.List;

/** The layer and how it is written as ONNX, on the same examples. */
class OwnLayerTest implements LayerProviderContract, OnnxMappingContract {
    @Override
    public LayerProvider provider() {
        return new OwnLayer();
    }

    @Override
    public OnnxMapping mapping() {
        return new OwnLayerMapping();
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.of(Layer.of("own_scale"), 5), Example.of(Layer.of("own_scale", OwnLayer.FACTOR, 0.5), 3));
    }
}
