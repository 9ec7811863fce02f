package io.lanista.runtime.tabular;

import io.lanista.api.option.OptionException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Results that are known: one row for each architecture, with a header. A CSV file, compressed with gzip if its name ends with
 * {@code .gz}. Immutable.
 */
public final class ResultsTable {
    private final Path file;
    private final List<String> columns;
    private final List<List<String>> rows;

    private ResultsTable(Path file, List<String> columns, List<List<String>> rows) {
        this.file = file;
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * Reads a table.
     *
     * @throws OptionException if the file is missing, or a row has more or fewer cells than the header
     */
    public static ResultsTable read(Path file) {
        List<List<String>> lines = new ArrayList<>();
        try (BufferedReader reader = open(file)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                List<String> cells = CsvRecords.cells(line);
                if (!lines.isEmpty() && cells.size() != lines.get(0).size()) {
                    throw new OptionException("Line (" + (lines.size() + 1) + ") of the table (" + file + ") has ("
                            + cells.size() + ") cells, and its header has ("
                            + lines.get(0).size() + ").");
                }
                lines.add(cells);
            }
        } catch (IOException e) {
            throw new OptionException("The table (" + file + ") can't be read: " + e + ". Maybe the path is wrong.");
        }
        if (lines.size() < 2) {
            throw new OptionException("The table (" + file + ") has no row. Maybe its header is missing.");
        }
        return new ResultsTable(file, lines.get(0), lines.subList(1, lines.size()));
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
    }

    /** The names of the columns, in order. */
    public List<String> columns() {
        return columns;
    }

    /** How many rows there are. */
    public int size() {
        return rows.size();
    }

    /**
     * The numbers of a column, by row; NaN where a cell is empty.
     *
     * @throws OptionException if there is no such column, or it holds something else
     */
    public double[] numbers(String column) {
        String[] texts = texts(column);
        double[] numbers = new double[texts.length];
        for (int row = 0; row < texts.length; row++) {
            try {
                numbers[row] = texts[row].isEmpty() ? Double.NaN : Double.parseDouble(texts[row]);
            } catch (NumberFormatException e) {
                throw new OptionException("The column (" + column + ") of the table (" + file + ") holds (" + texts[row]
                        + ") in line (" + (row + 2) + "), which is no number.");
            }
        }
        return numbers;
    }

    /**
     * The cells of a column, by row.
     *
     * @throws OptionException if there is no such column
     */
    public String[] texts(String column) {
        int index = columns.indexOf(column);
        if (index < 0) {
            throw new OptionException("The table (" + file + ") has no column '" + column + "'. Available: "
                    + String.join(", ", columns) + ".");
        }
        String[] texts = new String[rows.size()];
        Arrays.setAll(texts, row -> rows.get(row).get(index));
        return texts;
    }

    @Override
    public String toString() {
        return file + " with " + rows.size() + " rows";
    }
}
