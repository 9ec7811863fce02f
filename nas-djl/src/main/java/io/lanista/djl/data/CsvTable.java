package io.lanista.djl.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file's numbers, and the text of its label column.
 *
 * @param columns how many feature columns there are
 * @param features row-major
 * @param labels one for each row
 * @param lines which line of the file each row is from
 */
record CsvTable(Path file, int columns, float[] features, List<String> labels, int[] lines) {

    /**
     * Reads a file.
     *
     * @param header {@code auto}, {@code yes} or {@code no}
     * @param label the label column's name, or its position as a Long: from 0, or from -1 backwards
     */
    static CsvTable read(Path file, String header, Object label) {
        return DataFile.read(file, in -> new Reading(file, new CsvLines(file, in), header, label).table());
    }

    /** Whether a cell is a number that can be trained with. */
    static boolean isNumber(String cell) {
        return Float.isFinite(number(cell));
    }

    /** A cell's number; NaN if it isn't one. */
    private static float number(String cell) {
        if (cell.isEmpty() || !isNumeric(cell.charAt(cell.length() - 1))) {
            return Float.NaN; // Java would read "1f" and "1d" as numbers.
        }
        try {
            return Float.parseFloat(cell);
        } catch (NumberFormatException e) {
            return Float.NaN;
        }
    }

    private static boolean isNumeric(char last) {
        return (last >= '0' && last <= '9') || last == '.';
    }

    /** One pass over the file. */
    private static final class Reading {
        private final Path file;
        private final CsvLines rows;
        private final String header;
        private final Object label;
        private final List<String> labels = new ArrayList<>();
        private float[] features = new float[1 << 12];
        private int[] lines = new int[1 << 8];
        private int values;

        Reading(Path file, CsvLines rows, String header, Object label) {
            this.file = file;
            this.rows = rows;
            this.header = header;
            this.label = label;
        }

        CsvTable table() throws IOException {
            List<String> first = rows.next();
            if (first == null) {
                throw new DataException("The file (" + file + ") is empty.");
            }
            int firstLine = rows.line();
            List<String> second = rows.next();
            boolean named = hasHeader(first, second);
            int position = position(first, named);
            if (first.size() < 2) {
                throw new DataException(String.format(
                        "The rows of (%s) have (1) column, but a label and at least one feature are needed."
                                + " Maybe the columns are separated by something else than a comma, semicolon or tab.",
                        file));
            }
            if (!named) {
                add(first, firstLine, first.size(), position);
            }
            for (List<String> row = second; row != null; row = rows.next()) {
                add(row, rows.line(), first.size(), position);
            }
            if (labels.isEmpty()) {
                throw new DataException("The file (" + file + ") has a header and no rows.");
            }
            return new CsvTable(
                    file,
                    first.size() - 1,
                    Arrays.copyOf(features, values),
                    labels,
                    Arrays.copyOf(lines, labels.size()));
        }

        /** A first row without any number is a header, and so is one with a word above a number. */
        private boolean hasHeader(List<String> first, @Nullable List<String> second) {
            if (!header.equals("auto")) {
                return header.equals("yes");
            }
            if (first.stream().noneMatch(CsvTable::isNumber)) {
                return true;
            }
            for (int i = 0; second != null && i < Math.min(first.size(), second.size()); i++) {
                boolean word = !isNumber(first.get(i)) && !CsvSource.isMissing(first.get(i));
                if (word && isNumber(second.get(i))) {
                    return true;
                }
            }
            return false;
        }

        private int position(List<String> first, boolean named) {
            if (label instanceof Long number) {
                long position = number < 0 ? first.size() + number : number;
                if (position < 0 || position >= first.size()) {
                    throw new DataException(String.format(
                            "The option (label) is (%d), but (%s) has (%d) columns: 0 to %d, or -1 to -%d from the end.",
                            number, file, first.size(), first.size() - 1, first.size()));
                }
                return (int) position;
            }
            int position = first.indexOf(label);
            if (!named || position < 0) {
                throw new DataException(String.format(
                        "The option (label) is (%s), but (%s) has %s. Maybe give a position, such as -1.",
                        label,
                        file,
                        named ? "no such column. Available: " + String.join(", ", first) : "no header with names"));
            }
            return position;
        }

        private void add(List<String> row, int line, int width, int position) {
            if (row.size() != width) {
                throw new DataException(String.format(
                        "Line (%d) of (%s) has (%d) columns, but the first has (%d). Maybe a separator is missing.",
                        line, file, row.size(), width));
            }
            if (values + width > features.length) {
                int needed = Rows.capacity(labels.size() + 1L, width);
                features = Arrays.copyOf(
                        features, (int) Math.min(Integer.MAX_VALUE - 16, Math.max(needed, 2L * features.length)));
            }
            for (int column = 0; column < width; column++) {
                if (column != position) {
                    features[values++] = feature(row.get(column), line, column);
                }
            }
            if (CsvSource.isMissing(row.get(position))) {
                throw new DataException(String.format(
                        "The label in line (%d) of (%s) is missing (%s). Maybe leave that line out.",
                        line, file, row.get(position)));
            }
            if (labels.size() == lines.length) {
                lines = Arrays.copyOf(lines, lines.length * 2);
            }
            lines[labels.size()] = line;
            labels.add(row.get(position));
        }

        private float feature(String cell, int line, int column) {
            float value = number(cell);
            if (!Float.isFinite(value)) {
                throw new DataException(String.format(
                        "Column (%d, from 0) in line (%d) of (%s) is (%s), but must be a number. %s",
                        column,
                        line,
                        file,
                        cell,
                        CsvSource.isMissing(cell)
                                ? "Maybe leave that line out, or fill in a value."
                                : "Maybe it is the label (option label), a header (option header), or a category"
                                        + " that has to be written as numbers."));
            }
            return value;
        }
    }
}
