package io.lanista.cli;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the program's output goes to. Asked of the C library, since Java tells only whether input and output both are a terminal, and
 * from version 22 on not even that. On Windows output counts as no terminal.
 */
final class Terminal {
    private static final int STANDARD_OUTPUT = 1;
    private static final int USUAL_COLUMNS = 80;

    /** The request for the size of a window. */
    private static final long SIZE_ON_LINUX = 0x5413;

    private static final long SIZE_ON_MAC = 0x40087468;

    /** The part of the C library that is used. */
    interface C extends Library {
        int isatty(int file);

        int ioctl(int file, long request, Object... arguments);
    }

    private final C library;
    private final boolean isColoured;

    private Terminal(C library, boolean isColoured) {
        this.library = library;
        this.isColoured = isColoured;
    }

    /** The terminal that standard output is, if it is one that can move its cursor. */
    static Optional<Terminal> ofOutput(Map<String, String> environment) {
        String kind = environment.getOrDefault("TERM", "dumb");
        if (kind.equals("dumb") || system().startsWith("windows")) {
            return Optional.empty();
        }
        try {
            C library = Native.load("c", C.class);
            boolean coloured = environment.getOrDefault("NO_COLOR", "").isEmpty();
            return library.isatty(STANDARD_OUTPUT) == 1
                    ? Optional.of(new Terminal(library, coloured))
                    : Optional.empty();
        } catch (UnsatisfiedLinkError e) {
            return Optional.empty();
        }
    }

    private static String system() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    }

    /** How many columns it has now. */
    int columns() {
        short[] size = new short[4];
        long request = system().startsWith("mac") ? SIZE_ON_MAC : SIZE_ON_LINUX;
        int answer = library.ioctl(STANDARD_OUTPUT, request, (Object) size);
        return answer == 0 && size[1] > 0 ? size[1] : USUAL_COLUMNS;
    }

    /** Whether colours are wanted: always, unless {@code NO_COLOR} is set (no-color.org). */
    boolean isColoured() {
        return isColoured;
    }

    /** A style of text. */
    enum Style {
        GOOD("32"),
        BAD("31"),
        DIM("2"),
        BOLD("1");

        private final String code;

        Style(String code) {
            this.code = code;
        }

        /** The text in this style, or as it is where colours aren't wanted. */
        String of(String text, @Nullable Terminal terminal) {
            return terminal != null && terminal.isColoured() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
        }
    }
}
