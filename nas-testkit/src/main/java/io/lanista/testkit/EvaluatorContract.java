package io.lanista.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.model.Model;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.TrialCancelledException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every evaluator must keep, as tests to inherit. Keep {@link #space} and {@link #options} small: they are evaluated. */
public interface EvaluatorContract {
    /** A new evaluator at each call. */
    Evaluator evaluator();

    /** A space whose models it can evaluate quickly. */
    SearchSpace space();

    /** What it is to measure. */
    Objective objective();

    /** The options to test it with, as an experiment file gives them; by default none. */
    default Map<String, Object> options() {
        return Map.of();
    }

    /** What an embedding program would hand over, such as data in memory; by default nothing. */
    default List<Object> given() {
        return List.of();
    }

    /** Metrics that differ from one evaluation to the next by their nature; by default {@code seconds}, the time it took. */
    default Set<String> times() {
        return Set.of("seconds");
    }

    /** Its name can be typed, and its options have distinct names and help texts. */
    @Test
    default void nameAndOptionsAreWellFormed() {
        ProviderRules.assertWellFormed(
                "evaluator", evaluator().name(), evaluator().options());
    }

    /** The host finds it by {@code META-INF/services}. */
    @Test
    default void serviceLoaderFindsIt() {
        ProviderRules.assertFound(Evaluator.class, evaluator());
    }

    /** The metric of the objective is among those that an evaluation returns, and steps are reported in order. */
    @Test
    default void objectiveIsMeasured(@TempDir Path folder) throws Exception {
        Objective objective = objective();
        Metrics metrics = evaluated(new FakeTrial(folder, 1));
        assertThat(metrics.values())
                .as("the metrics. The objective is (" + objective.metric() + ")")
                .containsKey(objective.metric());
    }

    /** The same model with the same seed has the same metrics, if the evaluator calls itself deterministic. */
    @Test
    default void sameSeedGivesTheSameMetrics(@TempDir Path first, @TempDir Path second) throws Exception {
        if (evaluator().isDeterministic()) {
            assertThat(withoutTimes(evaluated(new FakeTrial(second, 5))))
                    .as(
                            "the metrics of a second evaluation with the same seed. Maybe draw from context.random() only, or"
                                    + " answer false to isDeterministic().")
                    .isEqualTo(withoutTimes(evaluated(new FakeTrial(first, 5))));
        }
    }

    private SortedMap<String, Double> withoutTimes(Metrics metrics) {
        SortedMap<String, Double> others = new TreeMap<>(metrics.values());
        others.keySet().removeAll(times());
        return others;
    }

    /** An evaluation that is told to end ends so, and doesn't take it for an error of its own. */
    @Test
    default void cancellationIsPassedOn(@TempDir Path folder) throws Exception {
        FakeTrial trial = new FakeTrial(folder, 1).cancel();
        try {
            evaluated(trial);
            assertThat(trial.wasNoticed())
                    .as("The evaluation was told to end and went on. Maybe let TrialCancelledException pass.")
                    .isFalse();
        } catch (TrialCancelledException expected) {
            assertThat(trial.wasNoticed())
                    .as("whether it was the trial that said so")
                    .isTrue();
        }
    }

    /** Once it is closed, no thread of its own is left. */
    @Test
    default void noThreadIsLeftBehind(@TempDir Path folder) throws Exception {
        evaluated(new FakeTrial(folder.resolve("warm-up"), 1));
        Set<Thread> before = ThreadWatch.running();
        evaluated(new FakeTrial(folder, 1));
        ThreadWatch.assertNoneSince(before, "the evaluation");
    }

    private Metrics evaluated(FakeTrial trial) throws Exception {
        SearchSpace space = space();
        Model model = space.freeze(space.sample(TestSeeds.generator(7, 0)));
        try (Evaluation evaluation = evaluator().open(new FakeEvaluationRequest(this, space))) {
            return evaluation.evaluate(model, trial);
        }
    }
}
