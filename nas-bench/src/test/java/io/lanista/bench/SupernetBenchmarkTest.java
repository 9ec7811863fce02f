package io.lanista.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Model;
import io.lanista.api.model.Operation;
import io.lanista.api.oneshot.OneShotRequest;
import io.lanista.api.oneshot.OneShotRun;
import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Objective;
import io.lanista.djl.backend.Sgd;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Updater;
import io.lanista.djl.supernet.PathNetwork;
import io.lanista.djl.supernet.SearchEpoch;
import io.lanista.djl.supernet.SearchPlan;
import io.lanista.djl.supernet.SupernetBuilder;
import io.lanista.djl.supernet.SupernetRun;
import io.lanista.djl.train.Batch;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.runs.RunHistory;
import io.lanista.runtime.watch.RunResult;
import io.lanista.runtime.watch.TrialReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupernetBenchmarkTest {
    private static final Map<String, Object> DATA = Map.of("source", "glyphs", "size", 8L, "per_class", 12L);

    @TempDir
    Path folder;

    private RunResult oneShot;

    private static Operation conv(int kernel) {
        return Graph.sequence(
                Layer.of("conv2d", "out_channels", 4, "kernel", kernel, "padding", kernel / 2),
                Layer.of("batch_norm"),
                Layer.of("relu"));
    }

    private static LayerChoice choice(String label) {
        return LayerChoice.of(
                label,
                Candidate.of("skip", Layer.of("identity")),
                Candidate.of("conv1", conv(1)),
                Candidate.of("conv3", conv(3)));
    }

    /** Nine architectures. */
    private static SearchSpace space() {
        return SearchSpace.of(Model.named("nine")
                .input("x", 1, 8, 8)
                .then("stem", conv(3))
                .then("a", choice("a"))
                .then("b", choice("b"))
                .then("pool", Layer.of("global_avg_pool"))
                .then("head", Layer.of("linear", "units", Model.OUTPUTS))
                .build());
    }

    /** Trains paths for two epochs. */
    private static final class Paths implements OneShotTrainer {
        @Override
        public String name() {
            return "paths";
        }

        @Override
        public OneShotRun open(OneShotRequest request) {
            return new SupernetRun(request, SearchPlan.epochs(2).batchSize(16).supernet(SupernetBuilder::paths)) {
                private final Updater updater = weightUpdater(new Sgd(0.9, false, 0));

                @Override
                protected void train(SearchEpoch epoch) {
                    while (epoch.next()) {
                        PathNetwork path = supernet().path(request.space().sample(epoch.random()));
                        try (Step step = Step.training()) {
                            Batch batch = epoch.weightBatch();
                            step.backward(batch.loss(path.train(batch.inputs(), epoch.random())));
                            updater.update(0.1);
                        }
                    }
                }
            };
        }
    }

    private ExperimentBuilder experiment(String name) {
        return Experiment.named(name)
                .space(space())
                .executor("inline", Map.of())
                .objective(Objective.minimize("loss"))
                .runsFolder(folder);
    }

    @BeforeEach
    void train() throws InterruptedException {
        try (NasRuntime nas = NasRuntime.builder().build()) {
            oneShot = nas.run(experiment("one-shot")
                    .trainer(new Paths(), Map.of())
                    .evaluator("classification", Map.of("data", DATA, "epochs", 1L))
                    .baseline(3)
                    .build());
        }
    }

    /** What the supernet itself says of all architectures, by a strategy that searches in it. */
    private List<TrialReport> scored() throws InterruptedException {
        try (NasRuntime nas = NasRuntime.builder().build()) {
            RunResult result = nas.run(experiment("in-supernet")
                    .strategy(new SmallTable.InOrder(1), Map.of())
                    .evaluator("supernet", Map.of("run", oneShot.folder().toString()))
                    .build());
            assertThat(result.completed()).isEqualTo(9);
            assertThat(result.best().orElseThrow().test()).isPresent();
            return RunHistory.read(result.folder()).trials();
        }
    }

    private ResultsTable table(List<TrialReport> trials, int sign) throws IOException {
        List<String> lines = new ArrayList<>(List.of("a,b,alone"));
        for (TrialReport trial : trials) {
            double loss = trial.outcome().metrics().values().get("loss");
            lines.add(String.join(
                            ",",
                            trial.choices().values().values().stream()
                                    .map(String::valueOf)
                                    .toList()) + "," + sign * loss);
        }
        Path file = folder.resolve("table.csv");
        Files.write(file, lines);
        return ResultsTable.read(file);
    }

    @Test
    void aTableOfItsOwnScoresIsInTheSameOrderAndItsOppositeIsNot() throws Exception {
        List<TrialReport> trials = scored();
        SupernetBenchmark benchmark = SupernetBenchmark.of(oneShot.folder());
        SupernetBenchmark.Result same =
                benchmark.compare(benchmark.drawn(table(trials, -1), "alone", 50, 1), done -> {});
        assertThat(same.networks()).isEqualTo(9);
        assertThat(same.kendall()).isCloseTo(1, within(1e-12));
        assertThat(same.spearman()).isCloseTo(1, within(1e-12));
        assertThat(same.best()).isEqualTo(same.most()).isGreaterThan(same.mean());
        SupernetBenchmark.Result opposite =
                benchmark.compare(benchmark.drawn(table(trials, 1), "alone", 50, 1), done -> {});
        assertThat(opposite.kendall()).isCloseTo(-1, within(1e-12));
        assertThat(opposite.best()).isLessThan(opposite.mean());
        assertThat(same.toMap()).containsEntry("networks", 9).containsKeys("kendall", "spearman", "seconds");
    }

    @Test
    void whatARunTrainedIsComparedToo() throws Exception {
        SupernetBenchmark benchmark = SupernetBenchmark.of(oneShot.folder());
        List<SupernetBenchmark.Alone> trained = benchmark.trained(List.of(oneShot.folder(), oneShot.folder()));
        assertThat(trained).hasSize(4);
        SupernetBenchmark.Result result = benchmark.compare(trained, done -> {});
        assertThat(result.networks()).isEqualTo(4);
        assertThat(result.most())
                .isEqualTo(-oneShot.best().orElseThrow().score().value());
        assertThat(result.kendall()).isBetween(-1.0, 1.0);
    }

    @Test
    void oneArchitectureHasNoOrder() throws IOException {
        SupernetBenchmark benchmark = SupernetBenchmark.of(oneShot.folder());
        assertThatThrownBy(() -> benchmark.compare(List.of(), done -> {}))
                .hasMessageContaining("(0) architectures")
                .hasMessageContaining("Maybe draw more");
    }
}
