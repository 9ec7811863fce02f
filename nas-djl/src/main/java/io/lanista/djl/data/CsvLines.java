package io.lanista.djl.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a CSV file (RFC 4180; also with semicolons or tabs), one line each, empty lines left out. */
final class CsvLines {
    private final Path file;
    private final BufferedReader reader;
    private char separator;
    private int line;

    CsvLines(Path file, InputStream in) {
        this.file = file;
        reader = new BufferedReader(new InputStreamReader(
                in, StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)));
    }

    /** The number of the row that was read last, from 1. */
    int line() {
        return line;
    }

    /** The next row's cells, trimmed; null at the end. */
    @Nullable List<String> next() throws IOException {
        String text;
        do {
            text = readLine();
            line++;
        } while (text != null && text.isBlank());
        if (text == null) {
            return null;
        }
        if (separator == 0) {
            text = text.startsWith("\uFEFF") ? text.substring(1) : text;
            separator = separatorOf(text);
        }
        return cells(text);
    }

    private @Nullable String readLine() throws IOException {
        try {
            return reader.readLine();
        } catch (CharacterCodingException e) {
            throw new DataException(
                    "The file (" + file + ") is no text in UTF-8. Maybe it is of another format, such as idx.", e);
        }
    }

    /** The one of comma, semicolon and tab that is there most often. */
    private static char separatorOf(String text) {
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (count(text, candidate) > count(text, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(letter -> letter == wanted).count();
    }

    private List<String> cells(String text) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '"') {
                boolean doubled = quoted && i + 1 < text.length() && text.charAt(i + 1) == '"';
                if (doubled) {
                    cell.append(letter);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (letter == separator && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(letter);
            }
        }
        if (quoted) {
            throw new DataException(String.format(
                    "Line (%d) of (%s) has a quotation mark that isn't closed. Maybe a line break inside quotes, which"
                            + " isn't supported.",
                    line, file));
        }
        cells.add(cell.toString().strip());
        return cells;
    }
}
