package io.lanista.strategy.parts;

import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.Scores;

/** Outcomes as numbers, of which more is better. */
public final class Gains {
    private Gains() {}

    /**
     * What a trial reached, in a search after one objective: its score, that of its last report if it was stopped, and minus infinity
     * if it failed or its metric isn't a finite number.
     *
     * @throws IllegalStateException if there are several objectives
     */
    public static double of(Outcome outcome) {
        return outcome.reached()
                .map(Scores::only)
                .filter(score -> Double.isFinite(score.value()))
                .map(score -> score.gain())
                .orElse(Double.NEGATIVE_INFINITY);
    }
}
