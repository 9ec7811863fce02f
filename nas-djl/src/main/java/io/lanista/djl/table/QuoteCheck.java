package io.lanista.djl.table;

import io.lanista.djl.file.DataException;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Refuses cells that run over several lines and have letters behind a closing quotation mark. There, quotation marks inside of a
 * cell are written otherwise than doubled ({@code "5\" pipe"}), and whole rows would be taken for one cell.
 */
final class QuoteCheck extends FilterReader {
    private final Path file;
    private final char separator;
    private State state = State.BEGIN;
    private long line = 1;
    private long begun;
    private boolean further;
    private boolean broken;
    private char before;

    /** Where in a cell the next letter is. */
    private enum State {
        BEGIN,
        PLAIN,
        QUOTED,
        BEHIND
    }

    QuoteCheck(Path file, Reader text, char separator) {
        super(text);
        this.file = file;
        this.separator = separator;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] to, int at, int length) throws IOException {
        int read = in.read(to, at, length);
        int end = at + read;
        int next = at;
        while (next < end) {
            int from = next;
            next = skip(to, from, end);
            before = next > from ? to[next - 1] : before;
            if (next < end) {
                take(to[next]);
                before = to[next++];
            }
        }
        return read;
    }

    /** The place of the next quotation mark or line end; on the way there, only separators outside of quotation marks count. */
    private int skip(char[] text, int from, int end) {
        int next = from;
        if (state != State.BEHIND) {
            while (next < end && isPlain(text[next])) {
                next++;
            }
        }
        if (state != State.QUOTED && next > from) {
            state = text[next - 1] == separator ? State.BEGIN : State.PLAIN;
        }
        return next;
    }

    /** Most letters are beyond these three. */
    private static boolean isPlain(char letter) {
        return letter > '"' || (letter != '"' && letter != '\n' && letter != '\r');
    }

    /** A letter that {@link #skip} doesn't pass. */
    private void take(char letter) {
        boolean ends = letter == '\r' || (letter == '\n' && before != '\r');
        line += ends ? 1 : 0;
        if (state == State.QUOTED) {
            if (letter == '"') {
                state = State.BEHIND;
            } else if (ends) {
                broken = true;
                check();
            }
        } else if (letter == separator || letter == '\n' || letter == '\r') {
            state = State.BEGIN;
        } else if (letter == '"' && state != State.PLAIN) {
            open();
        } else if (state == State.BEHIND && !Blanks.isOne(letter)) {
            further = true;
            check();
        }
    }

    /** A cell begins, or goes on: behind a closing one, a quotation mark is of the cell or opens it again. */
    private void open() {
        if (state == State.BEGIN) {
            begun = line;
            further = false;
            broken = false;
        }
        state = State.QUOTED;
    }

    private void check() {
        if (further && broken) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "The cell with quotation marks that begins in line (%d) of (%s) goes over several lines, and has letters behind"
                            + " a quotation mark that closes it. Maybe double quotation marks inside of cells, or close one that"
                            + " is left open.",
                    begun,
                    file));
        }
    }
}
