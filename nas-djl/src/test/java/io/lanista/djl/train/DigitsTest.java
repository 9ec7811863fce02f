package io.lanista.djl.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class DigitsTest {
    @TempDir
    Path folder;

    @Test
    void aSmallConvolutionalNetworkReadsHandwrittenDigits() throws Exception {
        Path digits = data().resolve("digits.csv.gz");
        assumeTrue(Files.exists(digits), "The handwritten digits aren't here.");
        Map<String, Object> options = Map.of(
                "data", Map.of("source", "csv", "path", digits.toString()),
                "epochs", 12,
                "batch_size", 32);
        Evaluation evaluation = new ClassificationEvaluator()
                .open(TestRequest.of(
                        new ClassificationEvaluator(), model(), Objective.maximize("accuracy"), options, ""));
        TestContext context = new TestContext(folder, 1);
        Metrics metrics = evaluation.evaluate(model(), context);
        context.reports.forEach(System.out::println);
        assertThat(metrics.get("accuracy")).isGreaterThan(0.95);
        assertThat(evaluation.test(model(), context).orElseThrow().get("accuracy"))
                .isGreaterThan(0.95);
    }

    private static Path data() {
        String given = System.getenv("LANISTA_DATA");
        return given == null ? Path.of("../../shared/data") : Path.of(given);
    }

    private static Model model() {
        return Model.named("digits")
                .input("x", 1, 28, 28)
                .then("conv1", block(16, 1))
                .then("conv2", block(16, 1))
                .then("conv3", block(32, 2))
                .then("conv4", block(32, 1))
                .then("pool", Layer.of("global_avg_pool"))
                .then("head", Layer.of("linear", "units", Model.OUTPUTS))
                .build();
    }

    private static io.lanista.api.model.Operation block(int channels, int stride) {
        return Graph.sequence(
                Layer.of("conv2d", "out_channels", channels, "stride", stride, "bias", false),
                Layer.of("batch_norm"),
                Layer.of("relu"));
    }
}
