package io.lanista.runtime.experiment;

import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.execute.TrialResult;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a task's result means for the search.
 *
 * @param outcome what the strategy is told
 * @param log a file that says more about a failure
 */
record Settlement(Outcome outcome, @Nullable String log) {
    static Settlement of(Trial trial, TrialResult result, Objective objective) {
        if (trial.toStop) {
            return stopped(trial); // Whatever it did after it was stopped.
        }
        if (result instanceof TrialResult.Completed completed) {
            return new Settlement(scored(completed.metrics(), objective), null);
        }
        if (result instanceof TrialResult.Failed failed) {
            return new Settlement(new Outcome.Failed(failed.reason()), failed.log());
        }
        if (result instanceof TrialResult.Crashed crashed) {
            return new Settlement(new Outcome.Failed(crashed.reason()), crashed.log());
        }
        return new Settlement(
                new Outcome.Failed("The evaluation ended as if cancelled, and nobody had asked it to."), null);
    }

    static Settlement stopped(Trial trial) {
        return new Settlement(new Outcome.Stopped(trial.lastStep, Optional.ofNullable(trial.lastScore)), null);
    }

    private static Outcome scored(Optional<Metrics> measured, Objective objective) {
        Metrics metrics = measured.orElse(Metrics.of(java.util.Map.of()));
        Double value = metrics.values().get(objective.metric());
        return value == null
                ? new Outcome.Failed("The objective's metric (" + objective.metric() + ") was not measured. Available: "
                        + String.join(", ", metrics.values().keySet()) + ".")
                : new Outcome.Scored(objective.score(value), metrics);
    }
}
