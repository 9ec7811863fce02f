package io.lanista.api.strategy;

import io.lanista.api.space.Choices;
import java.util.OptionalInt;

/** A strategy's answer to an {@link Ask}. */
public sealed interface Answer {
    /** Nothing before a running trial has ended. */
    Answer WAIT = Signal.WAIT;

    /** Nothing any more. */
    Answer DONE = Signal.DONE;

    /** Try these choices, for as many steps as the evaluator has. */
    static Try tryOut(Choices choices) {
        return new Try(choices, OptionalInt.empty(), OptionalInt.empty());
    }

    /**
     * Try a candidate. Made by {@link #tryOut}, and added to by {@link #upTo} and {@link #continuing}.
     *
     * @param choices an answer to each active decision
     * @param steps how many steps (epochs) to train in all; empty for the evaluator's own number
     * @param continues the trial, with the same choices, whose checkpoint this one goes on from; empty to start afresh
     */
    record Try(Choices choices, OptionalInt steps, OptionalInt continues) implements Answer {
        /** The same, trained for so many steps (epochs) in all. */
        public Try upTo(int allSteps) {
            return new Try(choices, OptionalInt.of(allSteps), continues);
        }

        /** The same, going on from the checkpoint of this trial, which had the same choices. */
        public Try continuing(int trial) {
            return new Try(choices, steps, OptionalInt.of(trial));
        }
    }

    /** An answer without a candidate. */
    enum Signal implements Answer {
        /** See {@link Answer#WAIT}. */
        WAIT,
        /** See {@link Answer#DONE}. */
        DONE
    }
}
