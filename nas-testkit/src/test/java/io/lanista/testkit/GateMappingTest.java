package io.lanista.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.Layer;
import io.lanista.djl.block.LayerProvider;
import io.lanista.onnx.OnnxMapping;
import io.lanista.testkit.LayerTypeContract.Example;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateMappingTest implements OnnxMappingContract {
    @Override
    public OnnxMapping mapping() {
        return new GateMapping();
    }

    @Override
    public LayerProvider provider() {
        return new GateProvider();
    }

    @Override
    public List<Example> examples() {
        Layer gate = Layer.of("gate");
        return List.of(Example.of(gate, 3, 4, 4), Example.of(gate.with("learns", false), 3, 4, 4));
    }

    @Test
    void oneThatComputesSomethingElseIsNamed(@TempDir Path folder) {
        GateMappingTest wrong = new GateMappingTest() {
            @Override
            public OnnxMapping mapping() {
                return new GateMapping(true);
            }
        };
        assertThatThrownBy(() -> wrong.predictsTheSameInOnnxRuntime(folder))
                .hasMessageContaining("predicts in ONNX Runtime");
    }
}
