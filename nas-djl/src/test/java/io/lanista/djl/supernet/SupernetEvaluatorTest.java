package io.lanista.djl.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.oneshot.OneShotProgress;
import io.lanista.api.oneshot.OneShotRequest;
import io.lanista.api.option.OptionException;
import io.lanista.api.option.Options;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.TrialContext;
import io.lanista.djl.backend.Sgd;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Updater;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.data.DataSources;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.train.Batch;
import io.lanista.djl.train.EarlierRun;
import io.lanista.djl.train.TrainingRequest;
import io.lanista.djl.train.TrainingSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupernetEvaluatorTest {
    private static final Map<String, Object> DATA = Map.of("source", "glyphs", "size", 8L, "per_class", 8L);

    @TempDir
    Path folder;

    private static SearchSpace space() {
        return SearchSpace.of(Model.named("net")
                .input("x", 1, 8, 8)
                .then("stem", Spaces.conv(4, 3))
                .node("cell", Spaces.cell("cell", Spaces.candidates(4)), "stem", "stem")
                .then("pool", Layer.of("global_avg_pool"))
                .then("head", Layer.of("linear", "units", 10))
                .build());
    }

    private static DataSplit data() {
        return DataSources.standard().load("glyphs", Map.of("size", 8L, "per_class", 8L), Path.of("."));
    }

    /** A trainer's run of one epoch. */
    private static final class OwnRun extends SupernetRun {
        private final Updater updater = weightUpdater(new Sgd(0.9, false, 0));

        OwnRun(SearchPlan plan) {
            super(new Trained(), plan);
        }

        @Override
        protected void train(SearchEpoch epoch) {
            while (epoch.next()) {
                try (Step step = Step.training()) {
                    Batch batch = epoch.weightBatch();
                    Choices path = supernet().space().sample(epoch.random());
                    step.backward(batch.loss(supernet().path(path).train(batch.inputs(), epoch.random())));
                    updater.update(0.05);
                }
            }
        }

        Map<String, Double> scores(Choices choices) {
            DataSplit data = setup().data();
            return new PathScores(
                            supernet(), setup(), data.train(), PathScores.EXAMPLES, data.validation(), 256, manager())
                    .measure(choices, () -> {});
        }
    }

    private record Trained() implements OneShotRequest {
        @Override
        public SearchSpace space() {
            return SupernetEvaluatorTest.space();
        }

        @Override
        public Options options() {
            return Options.parse("own", List.of(), Map.of());
        }

        @Override
        public List<Objective> objectives() {
            return List.of(Objective.maximize("accuracy"));
        }

        @Override
        public long seed() {
            return 1;
        }

        @Override
        public <B> B backend(Class<B> type) {
            return type.cast(TrainingSetup.of(data()));
        }
    }

    private static final class Quiet implements OneShotProgress {
        @Override
        public void epoch(int epoch, int epochs, Metrics metrics) {}

        @Override
        public void checkCancelled() {}

        @Override
        public void note(String sentence) {}
    }

    private record Asked(EarlierRun run, Options options, List<Objective> objectives) implements TrainingRequest {
        @Override
        public SearchSpace space() {
            return SupernetEvaluatorTest.space();
        }

        @Override
        public long seed() {
            return 5;
        }

        @Override
        public Path baseFolder() {
            return Path.of("");
        }

        @Override
        public <T> Optional<T> resource(Class<T> type) {
            return Optional.empty();
        }

        @Override
        public BlockCatalogue blocks() {
            return BlockCatalogue.standard();
        }

        @Override
        public DataSources sources() {
            return DataSources.standard();
        }

        @Override
        public EarlierRun earlierRun(Path asked) {
            assertThat(asked).isEqualTo(Path.of("runs/one"));
            return run;
        }
    }

    private Evaluation open(String evaluator, Objective... objectives) {
        SupernetEvaluator own = new SupernetEvaluator();
        EarlierRun run = new EarlierRun(space().base(), evaluator, Map.of("data", DATA), Path.of(""), folder);
        Options options = Options.parse("supernet", own.options(), Map.of("run", "runs/one"));
        return own.open(new Asked(run, options, List.of(objectives)));
    }

    private OwnRun trained(SearchPlan plan) throws IOException {
        OwnRun run = new OwnRun(plan);
        run.fit(new Quiet());
        run.save(folder);
        return run;
    }

    private static SearchPlan paths() {
        return SearchPlan.epochs(1).batchSize(16).supernet(SupernetBuilder::paths);
    }

    @Test
    void scoresAreThoseOfTheSharedWeights() throws Exception {
        Evaluation evaluation;
        try (OwnRun run = trained(paths())) {
            evaluation = open("classification", Objective.maximize("accuracy"), Objective.minimize("flops"));
            evaluation.check(space());
            for (int seed = 0; seed < 4; seed++) {
                Choices choices = space().sample(new Random(seed));
                Metrics metrics = evaluation.evaluate(space().freeze(choices), new Trial());
                assertThat(metrics.values()).containsAllEntriesOf(run.scores(choices));
                assertThat(metrics.values().get("parameters")).isPositive();
                assertThat(metrics.values().get("flops")).isPositive();
            }
        }
        Choices choices = space().sample(new Random(9));
        assertThat(evaluation
                        .test(space().freeze(choices), new Trial())
                        .orElseThrow()
                        .values())
                .containsKey("accuracy");
        assertThat(evaluation.outputs()).hasValue(10);
        evaluation.close();
    }

    @Test
    void anySupernetOfWholeNetworksWillDo() throws Exception {
        SearchPlan mixed = SearchPlan.epochs(1).batchSize(16).mixing(SoftmaxMix::new);
        for (SearchPlan plan : List.of(mixed, mixed.supernet(SupernetBuilder::withoutNormScales))) {
            try (OwnRun run = trained(plan);
                    Evaluation evaluation = open("classification", Objective.maximize("accuracy"))) {
                for (int seed = 0; seed < 4; seed++) {
                    Choices choices = space().sample(new Random(seed));
                    double loss = run.scores(choices).get("loss");
                    assertThat(evaluation
                                    .evaluate(space().freeze(choices), new Trial())
                                    .values()
                                    .get("loss"))
                            .isCloseTo(loss, within(1e-4));
                }
            }
        }
    }

    @Test
    void whatCannotBeScoredIsRefusedWithAWayOut() throws Exception {
        trained(paths()).close();
        assertThatThrownBy(() -> open("table", Objective.maximize("accuracy")))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("'table'")
                .hasMessageContaining("Maybe train the supernet with 'classification'");
        assertThatThrownBy(() -> open("classification", Objective.maximize("size_bytes")))
                .hasMessageContaining("doesn't measure (size_bytes). Available: accuracy");
        try (Evaluation evaluation = open("classification", Objective.maximize("accuracy"))) {
            assertThatThrownBy(() -> evaluation.check(Spaces.cells()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("isn't the one that the supernet was trained for");
        }
        folder.resolve("search.bin").toFile().delete();
        assertThatThrownBy(() -> open("classification", Objective.maximize("accuracy")))
                .hasMessageContaining("There is no supernet");
    }

    private record Trial() implements TrialContext {
        @Override
        public int trial() {
            return 0;
        }

        @Override
        public long seed() {
            return 1;
        }

        @Override
        public RandomGenerator random() {
            return new Random(1);
        }

        @Override
        public void report(int step, Metrics metrics) {}

        @Override
        public void checkCancelled() {}

        @Override
        public OptionalInt steps() {
            return OptionalInt.empty();
        }

        @Override
        public Path checkpointFolder() {
            return Path.of("");
        }

        @Override
        public Path artifactFolder() {
            return Path.of("");
        }
    }
}
