package io.lanista.runtime.watch;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a run ended.
 *
 * @param kind in one word
 * @param message in one sentence or two, for users
 */
public record EndReason(Kind kind, String message) {
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
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What the journal wrote. */
        public static Optional<Kind> ofWord(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst();
        }

        /** Whether the search did what it was to do. */
        public boolean isRegular() {
            return this != FAILURES && this != CANCELLED;
        }
    }

    /** Whether the search did what it was to do, so that the winner is tested. */
    public boolean isRegular() {
        return kind.isRegular();
    }
}
