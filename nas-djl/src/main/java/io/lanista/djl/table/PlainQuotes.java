package io.lanista.djl.table;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Makes quotation marks what RFC 4180 says: with nothing between a separator and the mark that opens a cell, and doubled inside of it. A
 * text of the same length comes out, since blanks in front of an opening mark go behind it, where they are blanks around a cell, too, and
 * a backslash in front of a mark becomes a mark.
 *
 * <p>A backslash may also be the last letter of a cell, such as a folder's. It belongs to the mark if letters follow, which could not be
 * otherwise, and in all of the text behind such a place.
 */
final class PlainQuotes extends FilterReader {
    private static final int SIZE = 1 << 14;

    private final char separator;
    private final char[] letters = new char[SIZE];

    /** What is ready to be given lies from {@link #given} to {@link #ready}; what needs a look ahead, up to {@link #filled}. */
    private int given;

    private int ready;
    private int filled;
    private boolean ended;

    private boolean quoted;
    private boolean behind;
    private boolean begin = true;
    private boolean escapes;
    private int cell;

    PlainQuotes(Reader text, char separator) {
        super(text);
        this.separator = separator;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] to, int at, int length) throws IOException {
        while (given == ready) {
            if (ended && ready == filled) {
                return -1;
            }
            fill();
        }
        int count = Math.min(length, ready - given);
        System.arraycopy(letters, given, to, at, count);
        given += count;
        return count;
    }

    private void fill() throws IOException {
        cell = Math.max(0, cell - ready);
        filled -= ready;
        System.arraycopy(letters, ready, letters, 0, filled);
        given = 0;
        ready = 0;
        int looked = begin && !quoted ? filled : 0; // Blanks that were looked at already.
        int read = in.read(letters, filled, SIZE - filled);
        ended = read < 0;
        filled += Math.max(0, read);
        int next = look(looked);
        boolean holds = begin && !quoted && cell < next && !ended;
        ready = holds ? cell : next;
        if (ready == 0 && filled == SIZE) {
            ready = SIZE; // So many blanks or backslashes are no way to write a table.
        }
    }

    /** Looks at letters from a place on; returns how far, which is before the end where the next letter would decide. */
    private int look(int from) {
        for (int i = from; i < filled; i++) {
            char letter = letters[i];
            if (quoted) {
                if (letter == '"') {
                    if (i + 1 == filled && !ended && trailing(i) % 2 == 1) {
                        return i - trailing(i);
                    }
                    close(i);
                }
                continue;
            }
            if (letter == '"') {
                open(i);
            } else if (letter == separator || letter == '\n' || letter == '\r') {
                begin = true;
                cell = i + 1;
            } else if (begin && !Blanks.isOne(letter)) {
                begin = false;
            }
            behind = false;
        }
        return quoted && !ended ? filled - trailing(filled) : filled;
    }

    /** How many backslashes stand in front of a place. */
    private int trailing(int place) {
        int count = 0;
        while (count < place && letters[place - 1 - count] == '\\') {
            count++;
        }
        return count;
    }

    private void close(int place) {
        if (trailing(place) % 2 == 1 && (escapes || goesOn(place + 1))) {
            escapes = true;
            letters[place - 1] = '"';
        } else {
            quoted = false;
            behind = true;
        }
    }

    /** Whether a letter follows that can't be behind a closing mark. */
    private boolean goesOn(int place) {
        return place < filled && letters[place] != separator && letters[place] != '"' && !Blanks.isOne(letters[place]);
    }

    private void open(int place) {
        if (begin && cell < place) {
            letters[place] = letters[cell];
            letters[cell] = '"';
        }
        quoted = begin || behind;
        begin = false;
    }
}
