package io.lanista.djl.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.option.OptionException;
import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceMeasuresTest {
    @TempDir
    Path folder;

    private static Evaluation evaluation(Objective... objectives) {
        ClassificationEvaluator evaluator = new ClassificationEvaluator();
        return evaluator.open(new TestRequest(
                Options.parse("evaluator", evaluator.options(), Map.of("epochs", 2, "latency_rounds", 1)),
                SearchSpace.of(Points.model()),
                List.of(objectives),
                Path.of(""),
                Points.classes()));
    }

    @Test
    void whatObjectivesAskForIsMeasuredAndReportedFromTheFirstEpochOn() throws Exception {
        TestContext context = new TestContext(folder, 1);
        try (Evaluation evaluation = evaluation(
                Objective.maximize("accuracy"),
                Objective.minimize("latency_ms"),
                Objective.minimize("parameters"),
                Objective.minimize("size_bytes"))) {
            Metrics metrics = evaluation.evaluate(Points.model(), context);
            assertThat(metrics.get("latency_ms")).isPositive();
            assertThat(metrics.get("latency_ratio")).isPositive();
            assertThat(metrics.get("latency_spread")).as("one round").isZero();
            assertThat(metrics.get("size_bytes"))
                    .isEqualTo(Files.size(context.artifactFolder().resolve(TrainedNetwork.FILE)));
            assertThat(context.reports).allSatisfy(report -> {
                assertThat(report.values()).containsKeys("accuracy", "parameters");
                assertThat(report.get("latency_ms")).isEqualTo(metrics.get("latency_ms"));
            });
        }
    }

    @Test
    void nothingOfTheDeviceIsMeasuredUnlessAskedFor() throws Exception {
        try (Evaluation evaluation = evaluation(Objective.maximize("accuracy"))) {
            assertThat(evaluation
                            .evaluate(Points.model(), new TestContext(folder, 1))
                            .values())
                    .doesNotContainKeys("latency_ms", "latency_ratio", "size_bytes")
                    .containsKeys("parameters", "flops");
        }
    }

    @Test
    void aPredictionNeedsATable() {
        assertThatThrownBy(() -> evaluation(Objective.minimize("latency_table_ms")))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("nas measure latency");
    }
}
