package io.lanista.runtime.plugin;

import io.lanista.runtime.foreign.ForeignText;

/** What is wrong with one plug-in, as a sentence without the name of its file; it never leaves the package. */
final class PluginFault extends Exception {
    private static final long serialVersionUID = 1L;

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
        Throwable last = null;
        for (Throwable t = thrown; t != null && t != last; t = t.getCause()) {
            if (text.length() > 0) {
                text.append(", caused by ");
            }
            text.append(t.getClass().getSimpleName());
            if (t.getMessage() != null && !isOnlyItsCause(t)) {
                text.append(": ").append(t.getMessage());
            }
            last = t;
        }
        return ForeignText.line(text.toString());
    }

    private static boolean isOnlyItsCause(Throwable t) {
        return t.getCause() != null && t.getCause().toString().equals(t.getMessage());
    }
}
