package io.lanista.djl.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.option.OptionException;
import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.block.NetworkPlan;
import io.lanista.layer.LayerCatalogue;
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
    void whatIsMeasuredIsTheFormThatPredictionsAreComputedIn() {
        Model model = Model.named("image")
                .input("image", 3, 16, 16)
                .then(
                        "body",
                        Graph.sequence(
                                Layer.of("conv2d", "out_channels", 16L, "kernel", 3L),
                                Layer.of("batch_norm"),
                                Layer.of("relu"),
                                Layer.of("global_avg_pool"),
                                Layer.of("linear", "units", 3L)))
                .build();
        try (TrainedNetwork network = LatencyMeter.inUse(NetworkPlan.of(model, BlockCatalogue.standard()))) {
            assertThat(network.isProgram()).as("before anything was computed").isFalse();
            network.pass(2).run();
            assertThat(network.isProgram()).isTrue();
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
                .hasMessageContaining(LayerLatencies.WAY_OUT);
    }

    @Test
    void peakMemoryIsThatOfTheWidestPlace() {
        Model model = Model.named("branching")
                .input("image", 2, 4, 4)
                .then(
                        "body",
                        Graph.sequence(
                                Layer.of("conv2d", "out_channels", 8L, "kernel", 1L, "bias", false), // 16 weights.
                                Layer.of("identity"),
                                Layer.of("global_avg_pool"),
                                Layer.of("linear", "units", 3L, "bias", false))) // 24 weights.
                .build();
        NetworkPlan plan = NetworkPlan.of(model, BlockCatalogue.standard());

        // The image (32) and the convolution's result (128) are held at once; the identity needs nothing more.
        assertThat(PeakMemory.bytes(plan, LayerCatalogue.standard(), 1)).isEqualTo(4 * (16 + 24 + 32 + 128));
        assertThat(PeakMemory.bytes(plan, LayerCatalogue.standard(), 10)).isEqualTo(4 * (16 + 24 + 10 * (32 + 128)));
    }

    @Test
    void whatALaterLayerStillReadsIsHeld() {
        Model model = Model.named("skipping")
                .input("row", 10)
                .then("wide", Layer.of("linear", "units", 20L, "bias", false)) // 200 weights.
                .node("relu", Layer.of("relu"), "wide")
                .node("sum", Layer.of("add"), "relu", "wide")
                .build();
        NetworkPlan plan = NetworkPlan.of(model, BlockCatalogue.standard());

        assertThat(PeakMemory.bytes(plan, LayerCatalogue.standard(), 1)).isEqualTo(4 * (200 + 3 * 20));
    }
}
