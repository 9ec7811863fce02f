package io.lanista.runtime.experiment;

import java.util.Arrays;
import java.util.Locale;

/**
 * Why a run ended.
 *
 * @param kind in one word
 * @param message in one sentence, for users
 */
public record Ending(Kind kind, String message) {
    /** Why a run ended, in one word. */
    public enum Kind {
        /** All trials of the budget were run. */
        TRIALS,
        /** The time is over. */
        TIME,
        /** The target score was reached. */
        TARGET,
        /** The strategy has nothing more to try. */
        DONE,
        /** The strategy proposed nothing but what is refused. */
        EXHAUSTED,
        /** Too many trials failed in a row. */
        FAILURES,
        /** The user ended it. */
        CANCELLED;

        /** How the journal writes it. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether the search did what it was to do. */
        boolean isRegular() {
            return this != FAILURES && this != CANCELLED;
        }
    }

    /** Whether trials that run may end by themselves. */
    boolean letsTrialsEnd() {
        return kind == Kind.TRIALS || kind == Kind.DONE || kind == Kind.EXHAUSTED;
    }

    /** Whether the search did what it was to do, so that the winner is tested. */
    public boolean isRegular() {
        return kind.isRegular();
    }

    /** Whether a session that ended with this word in the journal did what it was to do. */
    static boolean isRegular(String word) {
        return Arrays.stream(Kind.values())
                .anyMatch(kind -> kind.isRegular() && kind.word().equals(word));
    }
}
