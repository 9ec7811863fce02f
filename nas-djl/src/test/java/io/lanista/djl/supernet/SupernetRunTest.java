package io.lanista.djl.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lanista.api.failure.LanistaException;
import io.lanista.api.oneshot.OneShotProgress;
import io.lanista.api.oneshot.OneShotRequest;
import io.lanista.api.option.OptionException;
import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.TrialCancelledException;
import io.lanista.djl.backend.Adam;
import io.lanista.djl.backend.NamedArrays;
import io.lanista.djl.backend.Sgd;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Updater;
import io.lanista.djl.data.DataSet;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.data.Standardization;
import io.lanista.djl.train.Batch;
import io.lanista.djl.train.TrainingSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupernetRunTest {
    private static final int EPOCHS = 4;

    private record Request(SearchSpace space, DataSplit data, long seed) implements OneShotRequest {
        @Override
        public Options options() {
            return Options.parse("own", List.of(), Map.of());
        }

        @Override
        public List<Objective> objectives() {
            return List.of(Objective.maximize("accuracy"));
        }

        @Override
        public <B> B backend(Class<B> type) {
            return type.cast(TrainingSetup.of(data));
        }
    }

    /** An author's run: first order, with a number of its own that is saved. */
    private static final class OwnRun extends SupernetRun {
        private final Updater weights = weightUpdater(new Sgd(0.9, false, 3e-4));
        private final Updater alphas = architectureUpdater(Adam.adam(1e-3));
        private final int last;
        private int steps;

        OwnRun(OneShotRequest request, UnaryOperator<SupernetBuilder> form, int last) {
            super(
                    request,
                    SearchPlan.epochs(EPOCHS)
                            .batchSize(8)
                            .mixing(SoftmaxMix::new)
                            .supernet(form));
            this.last = last;
        }

        @Override
        protected void train(SearchEpoch epoch) {
            while (epoch.next()) {
                steps++;
                assertThat(epoch.earlierBatches()).isEqualTo(steps - 1);
                try (Step step = Step.training()) {
                    Batch batch = epoch.architectureBatch();
                    step.backward(batch.loss(supernet().trainArchitecture(batch.inputs(), epoch.random())));
                    alphas.update(0.02);
                }
                try (Step step = Step.training()) {
                    Batch batch = epoch.weightBatch();
                    step.backward(batch.loss(supernet().trainWeights(batch.inputs(), epoch.random())));
                    weights.update(0.05);
                }
            }
        }

        @Override
        protected void trained(SearchEpoch epoch) {
            epoch.metric("steps", steps);
            if (epoch.number() == last) {
                end();
            }
        }

        @Override
        protected NamedArrays state() {
            return NamedArrays.builder().add("steps", new float[] {steps}, 1).build();
        }

        @Override
        protected void restoreState(NamedArrays state) {
            steps = (int) state.values("steps", 1)[0];
        }
    }

    private static final class Told implements OneShotProgress {
        final List<Metrics> epochs = new ArrayList<>();
        int cancelAfter = Integer.MAX_VALUE;

        @Override
        public void epoch(int epoch, int of, Metrics metrics) {
            assertThat(of).isEqualTo(EPOCHS);
            epochs.add(metrics);
        }

        @Override
        public void checkCancelled() {
            if (epochs.size() >= cancelAfter) {
                throw new TrialCancelledException("asked to");
            }
        }

        @Override
        public void note(String sentence) {
            throw new AssertionError(sentence);
        }
    }

    private static DataSplit data(int examples) {
        Random random = new Random(3);
        float[] pixels = new float[examples * 36];
        int[] labels = new int[examples];
        for (int i = 0; i < pixels.length; i++) {
            labels[i / 36] = i / 36 % 3;
            pixels[i] = (float) (random.nextGaussian() + labels[i / 36]);
        }
        DataSet all = DataSet.classification(new long[] {1, 6, 6}, List.of("a", "b", "c"), pixels, labels);
        return DataSplit.of(all, all, all);
    }

    private static OwnRun run(UnaryOperator<SupernetBuilder> form) {
        return new OwnRun(new Request(Spaces.cells(), data(48), 5), form, EPOCHS);
    }

    private static List<Metrics> fit(SupernetRun run) {
        Told told = new Told();
        run.fit(told);
        return told.epochs;
    }

    @Test
    void tellsLossAccuracyAndEntropyAndWhatTheAuthorMeasures() {
        try (OwnRun run = run(UnaryOperator.identity())) {
            List<Metrics> epochs = fit(run);
            assertThat(epochs).hasSize(EPOCHS);
            assertThat(epochs.get(0).values())
                    .containsKeys(
                            "weight_loss",
                            "weight_accuracy",
                            "architecture_loss",
                            "architecture_accuracy",
                            "entropy",
                            "steps");
            assertThat(epochs.get(0).get("entropy")).isCloseTo(1, within(0.05));
            assertThat(epochs.get(3).get("steps")).isEqualTo(12);
            assertThat(epochs.get(3).get("weight_loss"))
                    .isLessThan(epochs.get(0).get("weight_loss"));
        }
    }

    private static DataSplit numbers() {
        Random random = new Random(3);
        float[] features = new float[96 * 4];
        double[] targets = new double[96];
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

    @Test
    void aSupernetLearnsToPredictNumbers(@TempDir Path folder) throws IOException {
        Request request = new Request(Spaces.table(), numbers(), 5);
        List<Metrics> undisturbed;
        try (OwnRun run = new OwnRun(request, UnaryOperator.identity(), EPOCHS)) {
            undisturbed = fit(run);
            assertThat(request.space().validate(run.export())).isEmpty();
        }
        assertThat(undisturbed.get(0).values())
                .containsKeys("weight_loss", "weight_r2", "architecture_mae", "architecture_rmse", "entropy");
        assertThat(undisturbed.get(3).get("weight_loss"))
                .isLessThan(0.7 * undisturbed.get(0).get("weight_loss"));
        assertThat(undisturbed.get(3).get("weight_r2"))
                .isGreaterThan(undisturbed.get(0).get("weight_r2"));
        Told killer = new Told();
        killer.cancelAfter = 2;
        try (OwnRun first = new OwnRun(request, UnaryOperator.identity(), EPOCHS)) {
            assertThatThrownBy(() -> first.fit(killer)).isInstanceOf(TrialCancelledException.class);
            first.save(folder);
        }
        try (OwnRun second = new OwnRun(request, UnaryOperator.identity(), EPOCHS)) {
            second.restore(folder);
            assertThat(fit(second)).isEqualTo(undisturbed.subList(2, EPOCHS));
        }
    }

    /** A run that never begins, with batches of one example. */
    private static final class Single extends SupernetRun {
        Single(OneShotRequest request) {
            super(request, SearchPlan.epochs(1).batchSize(1));
        }

        @Override
        protected void train(SearchEpoch epoch) {
            throw new AssertionError("begun");
        }
    }

    @Test
    void aBatchOfOneWithNormalisationByTheBatchIsRefusedWithAWayOut() {
        assertThatThrownBy(() -> new Single(new Request(Spaces.table(), numbers(), 5)))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("(batch_norm)")
                .hasMessageContaining("Maybe raise batch_size");
    }

    @Test
    void aLossThatIsNotFiniteEndsTheSearchWithAnAdvice() {
        try (OwnRun run = run(UnaryOperator.identity())) {
            float[] weights = run.supernet().weights().toArray();
            java.util.Arrays.fill(weights, Float.NaN);
            run.supernet().weights().set(weights);
            assertThatThrownBy(() -> fit(run))
                    .isInstanceOf(LanistaException.class)
                    .hasMessageContaining("(NaN) in epoch (1)")
                    .hasMessageContaining("learning_rate");
        }
    }

    @Test
    void aRestoredRunGoesOnExactly(@TempDir Path folder) throws IOException {
        List<Metrics> undisturbed;
        try (OwnRun run = run(UnaryOperator.identity())) {
            undisturbed = fit(run);
        }
        interrupted(UnaryOperator.identity(), folder);
        try (OwnRun second = run(UnaryOperator.identity())) {
            second.restore(folder);
            assertThat(fit(second)).isEqualTo(undisturbed.subList(2, EPOCHS));
        }
    }

    private static void interrupted(UnaryOperator<SupernetBuilder> form, Path folder) throws IOException {
        Told killer = new Told();
        killer.cancelAfter = 2;
        try (OwnRun first = run(form)) {
            // Nothing of the third epoch has happened yet when its first batch is asked for.
            assertThatThrownBy(() -> first.fit(killer)).isInstanceOf(TrialCancelledException.class);
            first.save(folder);
        }
    }

    @Test
    void aRunThatIsRestoredInTheOtherFormGoesOnAsItWouldHave(@TempDir Path compiled, @TempDir Path generic)
            throws IOException {
        List<Metrics> undisturbed;
        try (OwnRun run = run(UnaryOperator.identity())) {
            assertThat(run.supernet().compiledChoices()).isPositive();
            undisturbed = fit(run);
        }
        interrupted(UnaryOperator.identity(), compiled);
        interrupted(SupernetBuilder::generic, generic);
        List<Double> before = losses(undisturbed.subList(2, EPOCHS));
        List<Double> toGeneric = restored(compiled, SupernetBuilder::generic);
        List<Double> toCompiled = restored(generic, UnaryOperator.identity());
        for (int i = 0; i < before.size(); i++) {
            assertThat(toGeneric.get(i)).isCloseTo(before.get(i), within(1e-3));
            assertThat(toCompiled.get(i)).isCloseTo(before.get(i), within(1e-3));
        }
    }

    private static List<Double> restored(Path folder, UnaryOperator<SupernetBuilder> form) throws IOException {
        try (OwnRun run = run(form)) {
            run.restore(folder);
            return losses(fit(run));
        }
    }

    private static List<Double> losses(List<Metrics> epochs) {
        return epochs.stream().map(metrics -> metrics.get("weight_loss")).toList();
    }

    @Test
    void anEndedRunStaysAtItsEndWhenRestored(@TempDir Path folder) throws IOException {
        Request request = new Request(Spaces.cells(), data(48), 5);
        try (OwnRun run = new OwnRun(request, UnaryOperator.identity(), 2)) {
            assertThat(fit(run)).hasSize(2);
            run.save(folder);
        }
        try (OwnRun run = new OwnRun(request, UnaryOperator.identity(), 2)) {
            run.restore(folder);
            assertThat(fit(run)).isEmpty();
            assertThat(request.space().validate(run.export())).isEmpty();
        }
    }

    @Test
    void tooFewExamplesAreRefused() {
        assertThatThrownBy(() -> new OwnRun(new Request(Spaces.cells(), data(3), 5), UnaryOperator.identity(), 1))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("(3) training examples")
                .hasMessageContaining("Maybe");
    }

    @Test
    void badPlansAreRefused() {
        assertThatThrownBy(() -> SearchPlan.epochs(0)).hasMessageContaining("(0) epochs");
        assertThatThrownBy(() -> SearchPlan.epochs(1).batchSize(0)).hasMessageContaining("(0) examples");
    }
}
