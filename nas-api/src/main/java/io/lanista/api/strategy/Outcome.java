package io.lanista.api.strategy;

import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Score;
import java.util.Optional;

/** How a trial ended. */
public sealed interface Outcome {
    /**
     * It was evaluated.
     *
     * @param score the objective; may be not a number
     * @param metrics all that was measured, the objective included
     */
    record Scored(Score score, Metrics metrics) implements Outcome {}

    /**
     * It failed, or its architecture can't be built.
     *
     * @param reason one sentence
     */
    record Failed(String reason) implements Outcome {}

    /**
     * It was stopped early, by the strategy or by a stopping rule.
     *
     * @param step the last step that it reported; 0 if none
     * @param score the objective at that step
     */
    record Stopped(int step, Optional<Score> score) implements Outcome {}
}
