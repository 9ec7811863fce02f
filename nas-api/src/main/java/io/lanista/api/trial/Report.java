package io.lanista.api.trial;

/**
 * What a running trial reported after a step.
 *
 * @param step from 1, rising for one trial
 * @param scores the objectives at that step
 * @param metrics all that was measured at that step
 */
public record Report(int step, Scores scores, Metrics metrics) {
    /**
     * The score of a search after one objective.
     *
     * @throws IllegalStateException if there are several objectives
     */
    public Score score() {
        return scores.only();
    }
}
