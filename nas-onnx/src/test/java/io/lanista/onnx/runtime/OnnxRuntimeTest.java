package io.lanista.onnx.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtEnvironment;
import io.lanista.api.model.Shape;
import io.lanista.onnx.graph.ElementType;
import io.lanista.onnx.graph.GraphBuilder;
import io.lanista.onnx.graph.OnnxException;
import io.lanista.onnx.graph.OnnxModel;
import io.lanista.onnx.graph.OnnxOperator;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxRuntimeTest {
    @TempDir
    private Path folder;

    private static OnnxModel doubled() {
        GraphBuilder graph = new GraphBuilder("doubled");
        String x = graph.input("x", ElementType.FLOAT, Shape.of(2));
        graph.output(graph.add("sum", OnnxOperator.of("Add"), x, x), "y", Shape.of(2));
        return new OnnxModel(graph.build(), Map.of());
    }

    private static float[] run(OnnxRuntime runtime) {
        try (OnnxSession session = runtime.open(doubled())) {
            return session.run(Map.of("x", new OnnxArray(new float[] {1, 2, 3, 4}, 2, 2)))
                    .get("y")
                    .values();
        }
    }

    @Test
    void theVersionThatIsLookedForIsTheOneThatIsTested() throws Exception {
        // Its own version can't be asked for here: that would make the one environment that DJL's engine wants to make.
        assertThat(jar()).hasFileName("onnxruntime-" + OnnxRuntime.VERSION + ".jar");
        assertThat(OnnxRuntime.advice()).contains("onnxruntime:" + OnnxRuntime.VERSION);
    }

    @Test
    void theOneOfTheClassPathIsFound() {
        assertThat(run(OnnxRuntime.find().orElseThrow())).containsExactly(2, 4, 6, 8);
    }

    @Test
    void theOneOfARepositoryIsFound() throws Exception {
        Path repository = jar();
        for (int folders = 0; folders < 6; folders++) {
            repository = Objects.requireNonNull(repository.getParent());
        }
        assertThat(run(OnnxRuntime.inRepository(repository).orElseThrow())).containsExactly(2, 4, 6, 8);
    }

    private static Path jar() throws URISyntaxException {
        return Path.of(OrtEnvironment.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    @Test
    void aRepositoryWithoutItHasNone() {
        assertThat(OnnxRuntime.inRepository(folder)).isEmpty();
    }

    @Test
    void whatIsNoModelIsRefusedInASentence() {
        OnnxRuntime runtime = OnnxRuntime.find().orElseThrow();
        assertThatThrownBy(() -> runtime.open(new byte[] {1, 2, 3}))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining("ONNX Runtime can't load the model");
    }

    @Test
    void anInputOfAnotherShapeIsRefusedInASentence() {
        try (OnnxSession session = OnnxRuntime.find().orElseThrow().open(doubled())) {
            Map<String, OnnxArray> wrong = Map.of("x", new OnnxArray(new float[] {1, 2, 3}, 1, 3));
            assertThatThrownBy(() -> session.run(wrong))
                    .isInstanceOf(OnnxException.class)
                    .hasMessageContaining("ONNX Runtime can't run the model");
        }
    }
}
