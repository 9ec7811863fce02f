package io.lanista.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import io.lanista.api.oneshot.OneShotRun;
import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.api.oneshot.Resumable;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.TrialCancelledException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every one-shot trainer must keep, as tests to inherit. Keep {@link #space} and {@link #options} small: they are trained,
 * for two epochs at least.
 */
public interface OneShotTrainerContract {
    /** A new trainer at each call. */
    OneShotTrainer trainer();

    /** A space that it can search quickly, fitted to the data of the {@link #backend}. */
    SearchSpace space();

    /** What the trainer works with, as an experiment's evaluator would offer it: {@code TrainingSetup.of(data)}, for one. */
    <B> B backend(Class<B> type);

    /** The options to test it with, as an experiment file gives them; by default none. */
    default Map<String, Object> options() {
        return Map.of();
    }

    /** What the search is after. */
    default List<Objective> objectives() {
        return List.of(Objective.maximize("accuracy"));
    }

    /** Its name can be typed, and its options have distinct names and help texts. */
    @Test
    default void nameAndOptionsAreWellFormed() {
        ProviderRules.assertWellFormed("trainer", trainer().name(), trainer().options());
    }

    /** The host finds it by {@code META-INF/services}. */
    @Test
    default void serviceLoaderFindsIt() {
        ProviderRules.assertFound(OneShotTrainer.class, trainer());
    }

    /** Epochs are reported one by one; weights are shares; what is exported is an architecture that the space allows. */
    @Test
    default void epochsAreReportedAndAnAllowedArchitectureIsExported() {
        TrainingLog log = new TrainingLog();
        try (OneShotRun run = open(3)) {
            run.fit(log);
            assertThat(log.epochs())
                    .as("the reported epochs. Maybe call progress.epoch() after each")
                    .isNotEmpty();
            run.weights()
                    .forEach((label, candidates) -> assertThat(candidates.values().stream()
                                    .mapToDouble(Double::doubleValue)
                                    .sum())
                            .as("the sum of the weights of the decision (" + label + ")")
                            .isCloseTo(1, within(1e-6)));
            assertThat(space().validate(run.export()))
                    .as("what is wrong with the exported choices " + run.export())
                    .isEmpty();
        }
    }

    /** The same seed makes the same search. */
    @Test
    default void sameSeedGivesTheSameSearch() {
        assertThat(whole(5))
                .as(
                        "what a second run with the same seed reports and exports. Maybe draw from generators that follow from"
                                + " request.seed() only.")
                .isEqualTo(whole(5));
    }

    private List<Object> whole(long seed) {
        TrainingLog log = new TrainingLog();
        try (OneShotRun run = open(seed)) {
            run.fit(log);
            return List.of(log.epochs(), log.notes(), run.weights(), run.export());
        }
    }

    /** A run that is told to end passes that on, and exports what it has so far. */
    @Test
    default void cancelledRunStillExports() {
        TrainingLog log = new TrainingLog().cancelAfter(1);
        try (OneShotRun run = open(3)) {
            assertEnds(run, log);
            assertThat(space().validate(run.export()))
                    .as("what is wrong with the exported choices " + run.export())
                    .isEmpty();
        }
    }

    /** A run that can be saved goes on in another one as if it had not been interrupted. */
    @Test
    default void resumableRunGoesOnExactly(@TempDir Path folder) throws IOException {
        TrainingLog interrupted = new TrainingLog().cancelAfter(1);
        try (OneShotRun first = open(5)) {
            if (!(first instanceof Resumable resumable)) {
                return;
            }
            assertEnds(first, interrupted.onEpoch(() -> resumable.save(folder)));
        }
        TrainingLog rest = new TrainingLog();
        try (OneShotRun second = open(5)) {
            ((Resumable) second).restore(folder);
            second.fit(rest);
            List<Object> undisturbed = whole(5);
            List<?> epochs = (List<?>) undisturbed.get(0);
            assertThat(List.of(rest.epochs(), second.weights(), second.export()))
                    .as(
                            "what the restored run reports and exports. Maybe save() leaves out an optimiser, a generator or the epoch.")
                    .isEqualTo(List.of(epochs.subList(1, epochs.size()), undisturbed.get(2), undisturbed.get(3)));
        }
    }

    private static void assertEnds(OneShotRun run, TrainingLog log) {
        assertThat(catchThrowable(() -> run.fit(log)))
                .as(
                        "what fit() throws if it is told to end after its first epoch. Maybe call progress.checkCancelled() after each"
                                + " batch, let TrialCancelledException pass, and train for two epochs or more.")
                .isInstanceOf(TrialCancelledException.class);
    }

    private OneShotRun open(long seed) {
        return trainer().open(new FakeOneShotRequest(this, seed));
    }
}
