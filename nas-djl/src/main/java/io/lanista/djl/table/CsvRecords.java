package io.lanista.djl.table;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.RecordWrapper;
import io.lanista.djl.file.DataException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;

/** Hands the records of a text of separated values on, cell by cell (RFC 4180: quotes, and line breaks inside of them). */
final class CsvRecords extends AbstractBaseCsvCallbackHandler<Boolean> {
    private final Path file;
    private final Rows rows;
    private boolean ended;
    private boolean blank;
    private boolean stopped;

    /** What becomes of the records. */
    interface Rows {
        /** A record begins in a line, from 1. */
        void begin(long line);

        /** Its next cell, without blanks around it. */
        void cell(int place, char[] text, int from, int length);

        /**
         * Its end.
         *
         * @return false if no more are wanted
         */
        boolean end(int cells);
    }

    private CsvRecords(Path file, Rows rows) {
        this.file = file;
        this.rows = rows;
    }

    /**
     * Reads a text to its end, or until no more records are wanted.
     *
     * @param text ends with {@link TextInput#END}
     * @return the line from which on a quotation mark isn't closed; 0 if all are
     * @throws DataException if it is no such text
     * @throws IOException if it can't be read or decoded
     */
    static long read(Path file, Reader text, char separator, Rows rows) throws IOException {
        CsvRecords records = new CsvRecords(file, rows);
        try (CloseableIterator<Boolean> all = CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(true)
                .build(records, text)
                .iterator()) {
            while (!records.stopped && all.hasNext()) {
                all.next();
            }
        } catch (CsvParseException | UncheckedIOException e) {
            throw records.unwrapped(e);
        }
        return records.stopped || records.ended ? 0 : records.getStartingLineNumber();
    }

    /** The library wraps what is thrown while it reads. */
    private RuntimeException unwrapped(RuntimeException wrapper) throws IOException {
        for (Throwable cause = wrapper.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException broken) {
                throw broken;
            }
            if (cause instanceof DataException known) {
                return known;
            }
            if (cause instanceof OutOfMemoryError full) {
                throw full; // Whoever knows what was read says what to do.
            }
        }
        return new DataException(
                String.format(
                        Locale.ROOT,
                        "The record from line (%d) of (%s) on can't be read: %s Maybe it is no table, or a quotation mark"
                                + " is missing.",
                        getStartingLineNumber(),
                        file,
                        reason(wrapper)),
                wrapper);
    }

    /** As a sentence of its own; the library's exception only says where. */
    private static String reason(RuntimeException wrapper) {
        Throwable cause = wrapper.getCause() == null ? wrapper : wrapper.getCause();
        String reason = String.valueOf(cause.getMessage());
        return reason.endsWith(".") ? reason : reason + ".";
    }

    @Override
    protected void handleBegin(long line) {
        blank = false;
        rows.begin(line);
    }

    @Override
    protected void handleField(int place, char[] text, int from, int length, boolean quoted) {
        int start = from;
        int end = from + length;
        while (start < end && Blanks.isOne(text[start])) {
            start++;
        }
        while (end > start && Blanks.isOne(text[end - 1])) {
            end--;
        }
        if (place == 0 && start == end && !quoted) {
            blank = true; // Maybe the whole line is; one with quotation marks is a missing cell.
            return;
        }
        if (place == 1 && blank) {
            rows.cell(0, text, start, 0);
            blank = false;
        }
        if (place == 0 && end - start == 1 && text[start] == TextInput.END.charAt(0)) {
            ended = true;
        } else if (!quoted && end - start > 1 && text[start] == '"' && text[end - 1] == '"') {
            rows.cell(place, text, start + 1, end - start - 2); // Blanks stood before the quotation mark.
        } else {
            rows.cell(place, text, start, end - start);
        }
    }

    @Override
    protected RecordWrapper<Boolean> buildRecord() {
        int cells = getFieldCount();
        if (!ended && !blank) {
            stopped = !rows.end(cells);
        }
        return wrapRecord(Boolean.TRUE);
    }
}
