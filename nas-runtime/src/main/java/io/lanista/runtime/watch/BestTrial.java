package io.lanista.runtime.watch;

import io.lanista.api.space.Choices;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Score;
import io.lanista.api.trial.Scores;
import java.util.Optional;

/**
 * The best trial so far.
 *
 * @param trial its number; of several that evaluated the best architecture, the one that did best
 * @param scores the objectives; the mean of all evaluations of its architecture, where there are several
 * @param metrics all that this trial measured
 * @param choices its architecture
 * @param test what was measured on data that the search never saw; empty before the end, or without such data
 * @param repeats the evaluations of its architecture, where there are several that differ
 */
public record BestTrial(
        int trial, Scores scores, Metrics metrics, Choices choices, Optional<Metrics> test, Optional<Repeats> repeats) {
    /** One whose architecture was evaluated once. */
    public BestTrial(int trial, Scores scores, Metrics metrics, Choices choices, Optional<Metrics> test) {
        this(trial, scores, metrics, choices, test, Optional.empty());
    }

    /**
     * The score of a search after one objective.
     *
     * @throws IllegalStateException if there are several objectives
     */
    public Score score() {
        return scores.only();
    }
}
