package io.lanista.oneshot.darts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.lanista.api.model.Label;
import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import io.lanista.api.oneshot.OneShotRun;
import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.api.oneshot.Resumable;
import io.lanista.api.option.Options;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.TrialCancelledException;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.backend.NamedArrays;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.data.DataSet;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.data.Standardization;
import io.lanista.djl.supernet.Supernet;
import io.lanista.djl.train.LayerLatencies;
import io.lanista.djl.train.TrainingSetup;
import io.lanista.layer.LayerCatalogue;
import io.lanista.layer.LayerUse;
import io.lanista.layer.ModelAnalysis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("slow")
class DartsRunTest {
    private static final Map<String, Object> SMALL =
            Map.of("epochs", 4L, "batch_size", 16L, "architecture_learning_rate", 0.05, "candidates", 2L);

    static Stream<Arguments> trainers() {
        return Stream.of(
                Arguments.of(new DartsTrainer(), SMALL),
                Arguments.of(new DartsTrainer(), with("order", "second")),
                Arguments.of(new GdasTrainer(), SMALL),
                Arguments.of(new PcDartsTrainer(), with("warm_up_epochs", 0L)),
                Arguments.of(new BetaDartsTrainer(), SMALL));
    }

    private static Map<String, Object> with(String name, Object value) {
        Map<String, Object> options = new HashMap<>(SMALL);
        options.put(name, value);
        return options;
    }

    /** What a whole run told and found. */
    private record Told(
            List<Metrics> epochs, List<String> notes, Map<Label, Map<Object, Double>> weights, Choices exported) {}

    private static Told run(OneShotTrainer trainer, Map<String, ?> options, long seed) {
        Recorder recorder = new Recorder();
        try (OneShotRun run = trainer.open(TestRequest.of(trainer, SmallSpace.cells(), seed, options))) {
            run.fit(recorder);
            return new Told(recorder.epochs, recorder.notes, run.weights(), run.export());
        }
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void oneSeedGivesOneRun(OneShotTrainer trainer, Map<String, ?> options) {
        Told told = run(trainer, options, 5);
        assertThat(run(trainer, options, 5)).isEqualTo(told);
        assertThat(run(trainer, options, 6).weights()).isNotEqualTo(told.weights());
        assertThat(SmallSpace.cells().validate(told.exported())).isEmpty();
        assertThat(told.epochs()).hasSizeBetween(1, 4);
        assertThat(told.epochs().get(0).values())
                .containsKeys(
                        "weight_loss", "weight_accuracy", "architecture_loss", "architecture_accuracy", "entropy");
        assertThat(told.epochs()).allSatisfy(epoch -> assertThat(epoch.values()).containsKey("sharpness"));
        Metrics last = told.epochs().get(told.epochs().size() - 1);
        assertThat(last.get("discretization_gap"))
                .isEqualTo(last.get("supernet_accuracy") - last.get("discrete_accuracy"));
        String how = trainer instanceof PcDartsTrainer ? "inside the supernet" : "with inherited weights";
        assertThat(told.notes()).anySatisfy(note -> assertThat(note).contains("discretization gap", how));
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void aRestoredRunGoesOnAsIfNothingHadHappened(
            OneShotTrainer trainer, Map<String, ?> options, @TempDir Path folder) {
        Map<String, Object> unguarded = new HashMap<>(options);
        unguarded.put("guard", "warn");
        Told undisturbed = run(trainer, unguarded, 5);
        interruptedAfterTwo(trainer, unguarded, folder);
        Recorder recorder = new Recorder();
        try (OneShotRun second = trainer.open(TestRequest.of(trainer, SmallSpace.cells(), 5, unguarded))) {
            restore(second, folder);
            second.fit(recorder);
            assertThat(recorder.epochs).isEqualTo(undisturbed.epochs().subList(2, 4));
            assertThat(second.weights()).isEqualTo(undisturbed.weights());
            assertThat(second.export()).isEqualTo(undisturbed.exported());
        }
    }

    private static void save(OneShotRun run, Path folder) {
        try {
            ((Resumable) run).save(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void restore(OneShotRun run, Path folder) {
        try {
            ((Resumable) run).restore(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aCancelledRunStillExports() {
        DartsTrainer trainer = new DartsTrainer();
        Recorder recorder = new Recorder();
        recorder.cancelled = true;
        SearchSpace space = SmallSpace.cells();
        try (OneShotRun run = trainer.open(TestRequest.of(trainer, space, 1, SMALL))) {
            assertThatThrownBy(() -> run.fit(recorder)).isInstanceOf(TrialCancelledException.class);
            assertThat(space.validate(run.export())).isEmpty();
        }
    }

    @Test
    void theSupernetLearns() {
        DartsTrainer trainer = new DartsTrainer();
        Options options = Options.parse(
                trainer.name(),
                trainer.options(),
                Map.of("epochs", 25L, "batch_size", 16L, "learning_rate", 0.1, "guard", "off", "candidates", 1L));
        Recorder recorder = new Recorder();
        TestRequest request =
                new TestRequest(SmallSpace.cells(), options, 2, TestRequest.glyphs(100), Optional.empty());
        try (OneShotRun run = trainer.open(request)) {
            run.fit(recorder);
        }
        double first = recorder.epochs.get(0).get("weight_accuracy");
        double last = recorder.epochs.get(24).get("weight_accuracy");
        assertThat(last).isGreaterThan(first + 0.3);
    }

    @Test
    void architectureParametersRestWhileTheWeightsWarmUp() {
        DartsTrainer trainer = new DartsTrainer();
        Map<String, Object> options = with("warm_up_epochs", 3L);
        Map<Integer, Map<Label, Map<Object, Double>>> after = new HashMap<>();
        try (OneShotRun run = trainer.open(TestRequest.of(trainer, SmallSpace.cells(), 1, options))) {
            Map<Label, Map<Object, Double>> before = run.weights();
            run.fit(new Recorder(epoch -> after.put(epoch, run.weights())));
            assertThat(after.get(3)).isEqualTo(before);
            assertThat(after.get(4)).isNotEqualTo(before);
        }
    }

    @Test
    void aPenaltyOnTheLatencyIsThatOfTheTable(@TempDir Path folder) throws IOException {
        LayerLatencies oneMillisecondForEachFlop =
                LayerLatencies.read(Files.write(folder.resolve("phone.csv"), linesOf(SmallSpace.cells())));
        DartsTrainer trainer = new DartsTrainer();
        Map<String, Object> options = with("cost", "latency");
        TestRequest request =
                TestRequest.of(trainer, SmallSpace.cells(), 5, options).with(oneMillisecondForEachFlop);

        Recorder recorder = new Recorder();
        try (OneShotRun run = trainer.open(request)) {
            run.fit(recorder);
        }

        assertThat(recorder.epochs)
                .isEqualTo(run(trainer, with("cost", "flops"), 5).epochs());
    }

    /** A row for each layer that drawn architectures have, whose latency is its multiply-accumulates. */
    private static Set<String> linesOf(SearchSpace space) {
        Set<String> lines = new LinkedHashSet<>(List.of("layer,inputs,ms"));
        RandomGenerator random = new SplittableRandom(1);
        for (int i = 0; i < 100; i++) {
            Model model = space.freeze(space.sample(random));
            for (LayerUse use :
                    ModelAnalysis.of(model, LayerCatalogue.standard()).layers()) {
                String inputs = use.inputs().stream().map(Shape::toString).collect(Collectors.joining(" "));
                lines.add("\"" + use.layer() + "\",\"" + inputs + "\"," + use.flops());
            }
        }
        return lines;
    }

    @Test
    void aPenaltyOnTheCostMakesTheExpectedNetworkCheaper() {
        for (OneShotTrainer trainer : List.of(new DartsTrainer(), new GdasTrainer(), new BetaDartsTrainer())) {
            Told free = run(trainer, with("guard", "warn"), 5);
            Map<String, Object> options = with("guard", "warn");
            options.put("cost", "parameters");
            options.put("cost_weight", 100.0);
            Told told = run(trainer, options, 5);
            double first = told.epochs().get(0).get("expected_cost");
            assertThat(told.epochs().get(3).get("expected_cost")).isLessThan(first);
            assertThat(free.epochs().get(0).values()).doesNotContainKey("expected_cost");
        }
    }

    @Test
    void bothFormsOfTheSupernetSearchAlike() {
        Map<String, Object> options = with("guard", "warn");
        Told compiled = run(new DartsTrainer(), options, 5);
        options.put("compiled", false);
        Told generic = run(new DartsTrainer(), options, 5);
        assertThat(compiled.epochs().get(0).get("weight_loss"))
                .isCloseTo(generic.epochs().get(0).get("weight_loss"), within(1e-3));
        compiled.weights()
                .forEach((label, weights) -> weights.forEach((candidate, weight) -> assertThat(weight)
                        .isCloseTo(generic.weights().get(label).get(candidate), within(0.02))));
    }

    @Test
    void aRunThatIsRestoredInTheOtherFormGoesOn(@TempDir Path folder) {
        Map<String, Object> options = with("guard", "warn");
        Told undisturbed = run(new DartsTrainer(), options, 5);
        interruptedAfterTwo(new DartsTrainer(), options, folder);
        options.put("compiled", false);
        Recorder recorder = new Recorder();
        DartsTrainer trainer = new DartsTrainer();
        try (OneShotRun second = trainer.open(TestRequest.of(trainer, SmallSpace.cells(), 5, options))) {
            restore(second, folder);
            second.fit(recorder);
        }
        for (int i = 0; i < 2; i++) {
            assertThat(recorder.epochs.get(i).get("weight_loss"))
                    .isCloseTo(undisturbed.epochs().get(2 + i).get("weight_loss"), within(2e-3));
        }
    }

    private static void interruptedAfterTwo(OneShotTrainer trainer, Map<String, ?> options, Path folder) {
        OneShotRun first = trainer.open(TestRequest.of(trainer, SmallSpace.cells(), 5, options));
        Recorder killer = new Recorder(epoch -> {
            if (epoch == 2) {
                save(first, folder);
                throw new TrialCancelledException("killed");
            }
        });
        try (first) {
            assertThatThrownBy(() -> first.fit(killer)).isInstanceOf(TrialCancelledException.class);
        }
    }

    private static DataSplit numbers() {
        java.util.Random random = new java.util.Random(3);
        float[] features = new float[128 * 4];
        double[] targets = new double[128];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) random.nextGaussian();
            targets[i / 4] += 100 * Math.max(0, features[i]);
        }
        DataSet all = DataSet.regression(new long[] {4}, features, targets, 1);
        return new DataSplit(
                all,
                all,
                all,
                Standardization.identity(4),
                Standardization.ofTargets(all),
                Optional.empty(),
                DataSplit.of(all, all, all).description());
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void numbersInATableAreSearchedFor(OneShotTrainer trainer, Map<String, ?> options) {
        Map<String, Object> whole = new HashMap<>(options);
        if (trainer instanceof PcDartsTrainer) {
            whole.put("parts", 1L); // The columns of a table are no channels to take a part of.
        }
        TestRequest given = TestRequest.of(trainer, SmallSpace.table(), 1, whole);
        Recorder recorder = new Recorder();
        try (OneShotRun run =
                trainer.open(new TestRequest(given.space(), given.options(), 1, numbers(), Optional.empty()))) {
            run.fit(recorder);
            assertThat(given.space().validate(run.export())).isEmpty();
        }
        Map<String, Double> last = recorder.epochs.get(3).values();
        assertThat(last)
                .containsKeys("weight_r2", "architecture_rmse", "supernet_r2", "discrete_mae", "discretization_gap");
        assertThat(last.get("weight_loss")).isLessThan(recorder.epochs.get(0).get("weight_loss"));
        assertThat(last.get("discretization_gap"))
                .isCloseTo(last.get("supernet_r2") - last.get("discrete_r2"), within(1e-12));
        assertThat(recorder.notes).anyMatch(note -> note.contains(": r2 ("));
    }

    @Test
    void anArchitectureWhoseOutputsAreNotFiniteIsNoFinalist() {
        try (NDManager manager = Backend.start().newManager()) {
            Supernet supernet = Supernet.of(SmallSpace.choices(), BlockCatalogue.standard())
                    .allocate(manager, new java.util.Random(1));
            supernet.architecture().set(new float[] {0, 1, 0, 1});
            spoil(supernet, "a[conv3]");
            TrainingSetup setup = TrainingSetup.of(TestRequest.GLYPHS);
            DartsOptions options = new DartsOptions(
                    Options.parse("darts", DartsOptions.declared(), Map.of("candidates", 4L, "guard", "off")));
            Finalists finalists = new Finalists(
                    supernet, setup, Objective.maximize("accuracy"), options, TestRequest.GLYPHS.train(), manager);
            Map<String, Double> metrics = new HashMap<>();
            assertThat(finalists.allowed().get(0).get(Label.of("a"))).contains("conv3");
            Choices best = finalists.best(new java.util.Random(1), new Recorder(), metrics::put);
            assertThat(best.get(Label.of("a"))).contains("skip");
            assertThat(metrics.get("discrete_accuracy")).isBetween(0.0, 1.0);
            assertThat(metrics.get("supernet_accuracy")).isNaN();
        }
    }

    /** Makes all weights of one candidate not a number. */
    private static void spoil(Supernet supernet, String path) {
        NamedArrays before = supernet.weights().save();
        NamedArrays.Builder after = NamedArrays.builder();
        for (String name : before.names()) {
            float[] values = before.values(name);
            if (name.startsWith(path)) {
                java.util.Arrays.fill(values, Float.NaN);
            }
            after.add(name, values, before.shape(name));
        }
        supernet.weights().load(after.build());
    }
}
