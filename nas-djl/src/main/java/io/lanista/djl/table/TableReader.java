package io.lanista.djl.table;

import io.lanista.djl.file.DataException;
import io.lanista.djl.file.DataFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of separated values: finds out how it is written, and which columns are numbers. A column that turns out to have
 * words is read again as such, so a file is read at most three times, and never held as text.
 */
public final class TableReader {
    private static final int SAMPLE = 1 << 18;

    /** Up to this share of cells that are no numbers, a column of numbers is taken to be damaged; above, to be of words. */
    private static final double FEW = 0.05;

    private static final Charset WESTERN = Charset.forName("windows-1252");

    private final Path file;
    private final Optional<TableText> text;
    private final TableOptions told;
    private final Forms forms;
    private final Map<Integer, Form> corrected = new HashMap<>();

    private TableReader(Path file, Optional<TableText> text, TableOptions told, Forms forms) {
        this.file = file;
        this.text = text;
        this.told = told;
        this.forms = forms;
    }

    /** Says what each column is to be read as. */
    @FunctionalInterface
    public interface Forms {
        /**
         * As many forms as there are columns.
         *
         * @param written the names as the file has them; some may be empty, and two the same
         * @param names what they are called here, each differently
         */
        List<Form> of(List<String> written, List<String> names);
    }

    /**
     * Reads a file, compressed with gzip or not.
     *
     * @param told what is known of how it is written
     * @param forms what its columns are to be read as
     * @throws DataException if it isn't such a file, or takes more memory than there is; in one sentence
     */
    public static TableFile read(Path file, TableOptions told, Forms forms) {
        return read(file, Optional.empty(), told, forms);
    }

    /**
     * Reads a file.
     *
     * @param text gives it as separated values, if it isn't written so
     */
    public static TableFile read(Path file, Optional<TableText> text, TableOptions told, Forms forms) {
        return new TableReader(file, text, told, forms).read();
    }

    private <T> T reading(DataFile.Reading<T> reading) {
        return text.isPresent() ? DataFile.read(file, text.get()::open, reading) : DataFile.read(file, reading);
    }

    private TableFile read() {
        Charset[] used = new Charset[1];
        try {
            return attempt(told.encoding().orElse(null), used);
        } catch (NotDecodedException e) {
            if (told.encoding().isPresent() || used[0] != StandardCharsets.UTF_8 || e.beyondAscii) {
                throw undecoded(used[0], e);
            }
        }
        try {
            return attempt(WESTERN, used);
        } catch (NotDecodedException e) {
            throw undecoded(StandardCharsets.UTF_8, e);
        }
    }

    private DataException undecoded(Charset encoding, NotDecodedException e) {
        return new DataException(
                String.format(
                        Locale.ROOT,
                        "The file (%s) is no text in %s: what follows line (%d) can't be read as such. Maybe %s.",
                        file,
                        encoding.name(),
                        e.line,
                        text.isPresent()
                                ? "write it without that row"
                                : "its encoding has to be told (option encoding, such as windows-1252), or it is of another"
                                        + " format, such as idx"),
                e);
    }

    private TextInput letters(InputStream in, Charset encoding) {
        String way = text.isPresent()
                ? "write it without the letter U+0000"
                : "it is of another format, such as idx, or its encoding has to be told (option encoding)";
        return new TextInput(file, in, encoding, way);
    }

    private TableFile attempt(@Nullable Charset encoding, Charset[] used) {
        Sample sample = reading(in -> {
            used[0] = TextInput.encoding(in, encoding);
            return sample(in, used[0]);
        });
        Dialect dialect = sample.dialect(used[0], told);
        int surplus = sample.surplus();
        boolean rowNames = dialect.header() && sample.lacksFirstName();
        while (true) {
            TablePass pass = new TablePass(file, dialect, told.missing(), surplus, rowNames, forms, corrected);
            reading(in -> {
                TextInput.encoding(in, encoding);
                return decode(in, dialect, pass);
            });
            Map<Integer, Form> wrong = pass.wrongForms(FEW);
            if (wrong.isEmpty()) {
                return new TableFile(file, dialect, pass.table(), pass.notes());
            }
            corrected.putAll(wrong);
        }
    }

    private Sample sample(InputStream in, Charset encoding) throws IOException {
        TextInput text = letters(in, encoding);
        char[] letters = new char[SAMPLE + 1];
        int length = 0;
        try {
            for (int read = 0;
                    read >= 0 && length < SAMPLE;
                    read = text.read(letters, length, letters.length - length)) {
                length += read;
            }
        } catch (CharacterCodingException e) {
            throw new NotDecodedException(
                    e, new String(letters, 0, length).lines().count(), text.isBeyondAscii());
        }
        String start = new String(letters, 0, length);
        int lastLine = start.lastIndexOf('\n');
        return Sample.of(
                file,
                lastLine > 0 ? start.substring(0, lastLine + 1) : start,
                told.separator().or(text::separator));
    }

    private boolean decode(InputStream in, Dialect dialect, TablePass pass) throws IOException {
        TextInput text = letters(in, dialect.encoding());
        long open;
        try {
            char separator = dialect.separator();
            open = CsvRecords.read(
                    file, new QuoteCheck(file, new PlainQuotes(text, separator), separator), separator, pass);
        } catch (CharacterCodingException e) {
            throw new NotDecodedException(e, pass.line(), text.isBeyondAscii());
        }
        if (open > 0) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "Line (%d) of (%s) has a quotation mark that isn't closed. Maybe double it if it belongs to the text.",
                    open,
                    file));
        }
        return true;
    }

    /** The bytes aren't letters of the encoding. */
    private static final class NotDecodedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final long line;
        private final boolean beyondAscii;

        NotDecodedException(CharacterCodingException cause, long line, boolean beyondAscii) {
            super(cause);
            this.line = line;
            this.beyondAscii = beyondAscii;
        }
    }
}
