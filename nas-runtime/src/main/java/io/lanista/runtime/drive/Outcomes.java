package io.lanista.runtime.drive;

import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.Scores;
import io.lanista.runtime.execute.TrialResult;
import io.lanista.runtime.runs.Trial;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a task's result means for the search. */
final class Outcomes {
    private final List<Objective> objectives;

    Outcomes(List<Objective> objectives) {
        this.objectives = objectives;
    }

    /** What the strategy is told of a trial that came to this result. */
    Outcome of(Trial trial, TrialResult result) {
        if (result instanceof TrialResult.Completed completed) {
            return measured(completed.metrics().orElse(Metrics.NONE));
        }
        if (result instanceof TrialResult.Failed failed) {
            return new Outcome.Failed(failed.reason(), trial.lastMetrics());
        }
        if (result instanceof TrialResult.Crashed crashed) {
            return new Outcome.Failed(crashed.reason(), trial.lastMetrics());
        }
        return new Outcome.Failed(
                "The evaluation ended as if cancelled, and nobody had asked it to.", trial.lastMetrics());
    }

    /** A file that says more about a failure, if there is one. */
    static @Nullable String log(TrialResult result) {
        if (result instanceof TrialResult.Failed failed) {
            return failed.log();
        }
        return result instanceof TrialResult.Crashed crashed ? crashed.log() : null;
    }

    private Outcome measured(Metrics metrics) {
        Optional<Scores> scores = Scores.of(objectives, metrics);
        if (scores.isPresent()) {
            return Outcome.scored(scores.get(), metrics);
        }
        List<String> missing = objectives.stream()
                .map(Objective::metric)
                .filter(metric -> !metrics.values().containsKey(metric))
                .toList();
        return new Outcome.Failed(
                "The metrics (" + String.join(", ", missing) + ") of the objective were not measured. Available: "
                        + String.join(", ", metrics.values().keySet()) + ".",
                metrics);
    }
}
