package io.lanista.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;

/**
 * Some lines at the bottom of a terminal that are written over and over, while other lines scroll above them. All that belongs
 * together is one write, so that nothing flickers. What is printed to {@link #above} or to standard error while it is open stands above
 * it. Safe for use by several threads.
 */
final class LiveRegion implements AutoCloseable {
    private static final String HIDE_CURSOR = "\u001b[?25l";
    private static final String SHOW_CURSOR = "\u001b[?25h";
    private static final String TO_END_OF_LINE = "\u001b[K";
    private static final String TO_END_OF_SCREEN = "\u001b[J";

    private final PrintStream out;
    private final IntSupplier columns;
    private final IntFunction<List<String>> lines;
    private final PrintStream errorBefore;
    private final Thread hook = new Thread(this::clean, "terminal");
    private String shown = "";
    private int height;
    private boolean closed;

    /**
     * Begins with no line.
     *
     * @param out the terminal
     * @param columns how wide it is now
     * @param lines what to show in so many columns; lines that are too long are cut off
     */
    LiveRegion(PrintStream out, IntSupplier columns, IntFunction<List<String>> lines) {
        this.out = out;
        this.columns = columns;
        this.lines = lines;
        this.errorBefore = System.err;
        System.setErr(new PrintStream(new Lines(), true, StandardCharsets.UTF_8));
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Where to print what scrolls; what is printed appears line by line. */
    PrintWriter above() {
        return new PrintWriter(new Lines(), true, StandardCharsets.UTF_8);
    }

    /** Shows how things are now. */
    synchronized void refresh() {
        if (!closed) {
            show("");
        }
    }

    private synchronized void print(String line) {
        if (closed) {
            out.println(line);
            out.flush();
        } else {
            show(line + TO_END_OF_LINE + "\n");
        }
    }

    /** Writes text over the region, and the region below it. */
    private void show(String text) {
        int width = width(columns.getAsInt());
        StringBuilder region = new StringBuilder();
        List<String> now = lines.apply(width);
        for (String line : now) {
            region.append(cut(line, width)).append(TO_END_OF_LINE).append('\n');
        }
        if (text.isEmpty() && region.toString().equals(shown)) {
            return;
        }
        shown = region.toString();
        StringBuilder whole = new StringBuilder(HIDE_CURSOR);
        if (height > 0) {
            whole.append("\u001b[").append(height).append("A\r");
        }
        whole.append(text).append(region).append(TO_END_OF_SCREEN);
        height = now.size();
        out.print(whole);
        out.flush();
    }

    /** A terminal that is made narrower breaks lines that are too long, and counts them twice: so there is room to spare. */
    private static int width(int terminal) {
        return Math.max(Math.min(terminal - 1, 59), terminal * 2 / 3);
    }

    /** The line in so many columns; what colours it takes none. */
    static String cut(String line, int width) {
        StringBuilder kept = new StringBuilder();
        int columns = 0;
        boolean coloured = false;
        for (int i = 0; i < line.length(); ) {
            int c = line.codePointAt(i);
            if (c == '\u001b') {
                int end = line.indexOf('m', i) + 1;
                kept.append(line, i, end);
                coloured = true;
                i = end;
                continue;
            }
            i += Character.charCount(c);
            columns += columns(c);
            if (columns > width || (columns == width && isMore(line, i))) {
                return kept.append('…').append(coloured ? "\u001b[0m" : "").toString();
            }
            kept.appendCodePoint(c);
        }
        return kept.toString();
    }

    private static boolean isMore(String line, int from) {
        return line.substring(from)
                .replaceAll("\u001b\\[[0-9;]*m", "")
                .codePoints()
                .anyMatch(c -> columns(c) > 0);
    }

    /** How many columns a character takes: two if it is a wide one of East Asia or a picture, none if it only changes another one. */
    private static int columns(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean wide = c >= 0x1100 && c <= 0x115f
                || c >= 0x2e80 && c <= 0xa4cf
                || c >= 0xac00 && c <= 0xd7a3
                || c >= 0xf900 && c <= 0xfaff
                || c >= 0xfe30 && c <= 0xfe6f
                || c >= 0xff00 && c <= 0xff60
                || c >= 0xffe0 && c <= 0xffe6
                || c >= 0x1f300 && c <= 0x1faff
                || c >= 0x20000 && c <= 0x3fffd;
        return wide ? 2 : 1;
    }

    /** Takes the region away, and leaves the terminal as it was. */
    @Override
    public void close() {
        clean();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // The JVM is going down already.
        }
    }

    private synchronized void clean() {
        if (closed) {
            return;
        }
        closed = true;
        System.setErr(errorBefore);
        if (height > 0) {
            out.print("\u001b[" + height + "A\r" + TO_END_OF_SCREEN);
        }
        out.print(SHOW_CURSOR);
        out.flush();
    }

    /** Gathers bytes until a line is whole. */
    private final class Lines extends OutputStream {
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        @Override
        public synchronized void write(int b) {
            if (b == '\n') {
                String text = line.toString(StandardCharsets.UTF_8);
                line.reset();
                print(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
            } else {
                line.write(b);
            }
        }

        @Override
        public void close() {
            if (line.size() > 0) {
                write('\n');
            }
        }
    }
}
