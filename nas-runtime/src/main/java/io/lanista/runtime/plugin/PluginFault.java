package io.lanista.runtime.plugin;

import io.lanista.runtime.foreign.ForeignText;
import org.jspecify.annotations.Nullable;

/** What is wrong with one plug-in, as a sentence without the name of its file; it never leaves the package. */
final class PluginFault extends Exception {
    private static final long serialVersionUID = 1L;

    /** Causes may go round in a circle. */
    private static final int MAX_CAUSES = 10;

    PluginFault(String sentence) {
        super(sentence);
    }

    PluginFault(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** The sentence. */
    String sentence() {
        return String.valueOf(getMessage());
    }

    /** What a plug-in threw, with the causes behind it: {@code ExceptionInInitializerError: NumberFormatException: …}. */
    static String describe(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        Throwable next = thrown;
        for (int depth = 0; next != null && depth < MAX_CAUSES; depth++) {
            Throwable cause = cause(next);
            String message = ForeignText.message(next);
            text.append(depth > 0 ? ", caused by " : "").append(ForeignText.name(next));
            if (message != null && !isOnly(cause, message)) {
                text.append(": ").append(message);
            }
            next = cause;
        }
        return ForeignText.line(text.toString());
    }

    private static @Nullable Throwable cause(Throwable thrown) {
        try {
            return thrown.getCause() == thrown ? null : thrown.getCause();
        } catch (Throwable e) { // What it threw first is told without it.
            return null;
        }
    }

    private static boolean isOnly(@Nullable Throwable cause, String message) {
        try {
            return cause != null && message.equals(cause.toString());
        } catch (Throwable e) {
            return false;
        }
    }
}
