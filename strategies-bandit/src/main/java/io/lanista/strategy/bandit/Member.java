package io.lanista.strategy.bandit;

import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.Score;
import java.util.Comparator;
import java.util.OptionalInt;

/**
 * A candidate on a rung.
 *
 * @param rung to which it is trained, from 0
 * @param trial the trial that trains it there
 * @param gain how good it was there, more being better; minus infinity if it failed, was stopped or scored no number
 */
record Member(Choices choices, int rung, int trial, double gain) {
    /** Best first, earlier trials first among equals. */
    static final Comparator<Member> BEST_FIRST =
            Comparator.comparingDouble(Member::gain).reversed().thenComparing(Member::trial);

    static Member starting(Choices choices, int rung, int trial) {
        return new Member(choices, rung, trial, Double.NEGATIVE_INFINITY);
    }

    Member ended(Outcome outcome) {
        Score score = outcome instanceof Outcome.Scored scored ? scored.score() : null;
        return new Member(choices, rung, trial, score == null ? Double.NEGATIVE_INFINITY : score.gain());
    }

    /** Whether it may be trained on: only what was trained this far and scored can be. */
    boolean canGoOn() {
        return gain > Double.NEGATIVE_INFINITY;
    }

    /** The answer that trains it on to the next rung. */
    Answer onward(Ladder ladder) {
        return new Answer.Try(choices, OptionalInt.of(ladder.steps().get(rung + 1)), OptionalInt.of(trial));
    }

    /** The answer that begins its training. */
    static Answer first(Choices choices, int rung, Ladder ladder) {
        return new Answer.Try(choices, OptionalInt.of(ladder.steps().get(rung)), OptionalInt.empty());
    }
}
