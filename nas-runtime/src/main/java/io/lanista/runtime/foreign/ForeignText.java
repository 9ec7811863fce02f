package io.lanista.runtime.foreign;

import org.jspecify.annotations.Nullable;

/** Texts that others wrote, such as messages of a plug-in's exceptions, made fit for a line of a terminal and of a journal. */
public final class ForeignText {
    private static final int MAX_LENGTH = 2000;

    /** What is kept of a longer text leaves room for saying so. */
    private static final int KEPT = MAX_LENGTH - 40;

    private ForeignText() {}

    /**
     * The text on one line of at most 2,000 characters: each run of line breaks, other control characters, and characters that turn the
     * direction of writing is one blank; of a longer text the beginning, and how long it was.
     */
    public static String line(String text) {
        boolean tooLong = text.length() > MAX_LENGTH;
        StringBuilder line = new StringBuilder(Math.min(text.length(), MAX_LENGTH));
        boolean blank = false;
        int end = tooLong ? text.offsetByCodePoints(0, text.codePointCount(0, KEPT - 1)) : text.length();
        for (int i = 0; i < end; i += Character.charCount(text.codePointAt(i))) {
            int character = text.codePointAt(i);
            if (isControl(character)) {
                blank = line.length() > 0 && line.charAt(line.length() - 1) != ' ';
            } else {
                line.append(blank ? " " : "").appendCodePoint(character);
                blank = false;
            }
        }
        return tooLong ? line + "… (" + text.length() + " characters)" : line.toString();
    }

    /**
     * What something that was thrown says, whatever its own code does: the exceptions of plug-ins may throw where they are asked.
     *
     * @return null if it says nothing
     */
    public static @Nullable String message(Throwable thrown) {
        try {
            return thrown.getMessage();
        } catch (Throwable e) { // Whatever it is, the first failure is the one to tell.
            return "its message can't be told, since that threw " + e.getClass().getSimpleName();
        }
    }

    /** What something that was thrown is called: a class without a name of its own by where it is. */
    public static String name(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        return name.isEmpty() ? thrown.getClass().getName() : name;
    }

    private static boolean isControl(int character) {
        return Character.isISOControl(character)
                || character == 0x2028
                || character == 0x2029
                || character >= 0x202a && character <= 0x202e
                || character >= 0x2066 && character <= 0x2069;
    }
}
