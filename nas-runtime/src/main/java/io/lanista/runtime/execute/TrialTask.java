package io.lanista.runtime.execute;

import io.lanista.api.model.Model;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A trial to run.
 *
 * @param trial its number
 * @param kind what is asked of the evaluator
 * @param model nothing in it is left to decide
 * @param seed the trial's seed
 * @param steps how many steps to train in all; empty for the evaluator's own number
 * @param limit how long it may take, from when the evaluation begins; it fails then
 * @param checkpoint see {@code TrialContext.checkpointFolder()}: a path from the run's folder, such as {@code trials/7/checkpoint};
 *     created when it is first asked for
 * @param artifact see {@code TrialContext.artifactFolder()}; the same
 */
public record TrialTask(
        int trial,
        Kind kind,
        Model model,
        long seed,
        OptionalInt steps,
        Optional<Duration> limit,
        String checkpoint,
        String artifact) {
    /** What is asked of the evaluator. */
    public enum Kind {
        /** {@code Evaluation.evaluate}: the search itself. */
        EVALUATE,
        /** {@code Evaluation.test}: the winner, on data that the search never saw. */
        TEST
    }

    /** The sentence with which it fails if it takes longer than its limit. */
    public String late() {
        return "It took longer than the " + limit.orElse(Duration.ZERO).toMillis() / 1000.0
                + " s that a trial may take. Maybe raise 'trial_time' in the budget.";
    }
}
