package io.lanista.api.strategy;

import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Score;
import io.lanista.api.trial.Scores;
import java.util.Optional;

/** How a trial ended. */
public sealed interface Outcome {
    /** What was measured: at the end, or in the last report before it. None if it reported nothing. */
    Metrics metrics();

    /** It was evaluated. */
    static Outcome scored(Scores scores, Metrics metrics) {
        return new Scored(scores, metrics);
    }

    /** It was evaluated, in a search after one objective. */
    static Outcome scored(Score score, Metrics metrics) {
        return new Scored(Scores.of(score), metrics);
    }

    /** It failed before it reported anything. */
    static Outcome failed(String reason) {
        return new Failed(reason, Metrics.NONE);
    }

    /** The scores: those at the end, or those of the last report before it was stopped; none of one that failed. */
    default Optional<Scores> reached() {
        return Optional.empty();
    }

    /**
     * It was evaluated.
     *
     * @param scores the objectives; a score may be not a number
     * @param metrics all that was measured, the objectives included
     */
    record Scored(Scores scores, Metrics metrics) implements Outcome {
        /**
         * The score of a search after one objective.
         *
         * @throws IllegalStateException if there are several objectives
         */
        public Score score() {
            return scores.only();
        }

        @Override
        public Optional<Scores> reached() {
            return Optional.of(scores);
        }
    }

    /**
     * It failed, or its architecture can't be built.
     *
     * @param reason one sentence
     * @param metrics those of its last report
     */
    record Failed(String reason, Metrics metrics) implements Outcome {}

    /**
     * It was stopped early, by the strategy, by a stopping rule or by the end of the budget.
     *
     * @param step the last step that it reported; 0 if none
     * @param scores the objectives at that step
     * @param metrics all that was measured at that step
     */
    record Stopped(int step, Optional<Scores> scores, Metrics metrics) implements Outcome {
        /**
         * The score at the last step, in a search after one objective.
         *
         * @throws IllegalStateException if there are several objectives
         */
        public Optional<Score> score() {
            return scores.map(Scores::only);
        }

        @Override
        public Optional<Scores> reached() {
            return scores;
        }
    }
}
