package io.lanista.djl.table;

import io.lanista.djl.file.DataException;
import io.lanista.djl.file.DataMemory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One reading of a file's rows into columns. */
final class TablePass implements CsvRecords.Rows {
    private static final int ROWS_BETWEEN_CHECKS = 1 << 12;
    private static final int MOST_COLUMNS = 100_000;

    /** Fewer numbers than this are too few to say that other cells are damaged. */
    private static final int ENOUGH = 20;

    private final Path file;
    private final Dialect dialect;
    private final MissingWords missing;
    private final int surplus;
    private final boolean rowNames;
    private final TableReader.Forms forms;
    private final Map<Integer, Form> corrected;
    private final List<String> first = new ArrayList<>();
    private final List<ColumnBuilder> columns = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private List<String> written = List.of();
    private List<String> names = List.of();
    private int[] lines = new int[1 << 8];
    private int rows;
    private long line;
    private boolean excess;

    /**
     * @param surplus how many columns at the end have neither names nor values
     * @param rowNames whether the header has no name for the first column
     * @param corrected which columns are to be read as something else than said
     */
    TablePass(
            Path file,
            Dialect dialect,
            List<String> missing,
            int surplus,
            boolean rowNames,
            TableReader.Forms forms,
            Map<Integer, Form> corrected) {
        this.file = file;
        this.dialect = dialect;
        this.missing = new MissingWords(missing, dialect.decimal());
        this.surplus = surplus;
        this.rowNames = rowNames;
        this.forms = forms;
        this.corrected = corrected;
    }

    /** Where the record begins that was read last. */
    long line() {
        return line;
    }

    @Override
    public void begin(long beginning) {
        line = beginning;
    }

    @Override
    public void cell(int place, char[] text, int from, int length) {
        if (columns.isEmpty()) {
            if (place == MOST_COLUMNS) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "Line (%d) of (%s) has more than (%d) columns. Maybe its cells are separated by something else"
                                + " (option separator).",
                        line,
                        file,
                        MOST_COLUMNS));
            }
            first.add(new String(text, from, length));
        } else if (place < columns.size()) {
            columns.get(place).add(text, from, length, line);
        } else {
            excess |= length > 0;
        }
    }

    @Override
    public boolean end(int cells) {
        if (!columns.isEmpty()) {
            endRow(cells);
            return true;
        }
        name();
        if (!dialect.header()) {
            for (int place = 0; place < columns.size(); place++) {
                char[] text = first.get(place).toCharArray();
                columns.get(place).add(text, 0, text.length, line);
            }
            endRow(cells);
        }
        return true;
    }

    private void name() {
        int named = first.size() - surplus;
        written = new ArrayList<>(dialect.header() ? first.subList(0, named) : Collections.nCopies(named, ""));
        if (rowNames) {
            written.add(0, "");
            notes.add(
                    "rows have one cell more than the header, so their first one is taken for the row's name, as R writes it");
        }
        if (surplus > 0) {
            notes.add("lines end with a separator, so the last column is empty: it is left out");
        }
        written.replaceAll(name -> name.replaceAll("\\s+", " "));
        names = unique(written);
        List<Form> wanted = forms.of(List.copyOf(written), names);
        for (int place = 0; place < names.size(); place++) {
            Form form = corrected.getOrDefault(place, wanted.get(place));
            columns.add(new ColumnBuilder(form, missing, dialect.decimal()));
        }
    }

    private List<String> unique(List<String> written) {
        Set<String> taken = new HashSet<>(written);
        Set<String> given = new HashSet<>();
        List<String> unique = new ArrayList<>();
        for (int place = 0; place < written.size(); place++) {
            String name = written.get(place);
            String start = name.isEmpty() ? "column " + place : name;
            String own = start;
            for (int next = 2; !given.add(own) || (!own.equals(name) && taken.contains(own)); next++) {
                own = start + " (" + next + ")";
            }
            if (!own.equals(name) && !name.isEmpty()) {
                notes.add("two columns are called (" + name + "), and one of them (" + own + ") here");
            }
            unique.add(own);
        }
        return unique;
    }

    private void endRow(int cells) {
        if (excess || cells < columns.size()) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "Line (%d) of (%s) has (%d) columns, but the first has (%d). Maybe a separator is missing, or a cell with a"
                            + " separator in it has no quotation marks.",
                    line,
                    file,
                    cells,
                    columns.size()));
        }
        if (rows == lines.length) {
            lines = Arrays.copyOf(lines, 2 * rows);
        }
        lines[rows++] = (int) Math.min(line, Integer.MAX_VALUE);
        if (rows % ROWS_BETWEEN_CHECKS == 0) {
            long bytes = 4L * lines.length;
            for (ColumnBuilder column : columns) {
                bytes += column.bytes();
            }
            DataMemory.require(2 * bytes, "The table (" + file + ")");
        }
    }

    /**
     * The columns that have to be read again, as words.
     *
     * @param few the share of strange cells up to which a column of numbers is damaged
     * @throws DataException if one is damaged
     */
    Map<Integer, Form> wrongForms(double few) {
        Map<Integer, Form> wrong = new HashMap<>();
        for (int place = 0; place < columns.size(); place++) {
            ColumnBuilder column = columns.get(place);
            boolean free = column.form() == Form.ANY;
            int numbers = column.present();
            boolean damaged = numbers >= ENOUGH && column.strange() <= few * (numbers + column.strange());
            if (free && (column.isOfCodes() || (column.strange() > 0 && !damaged))) {
                wrong.put(place, Form.WORDS);
            } else if (column.firstStrange() != null) {
                throw strange(names.get(place), column.firstStrange(), column.strangeLine(), numbers);
            } else if (column.firstHuge() != null) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "The column (%s) in line (%d) of (%s) is (%s), which is too large for a number to calculate with."
                                + " Maybe it stands for a missing value: (option missing).",
                        names.get(place),
                        column.hugeLine(),
                        file,
                        Listing.shortened(column.firstHuge())));
            }
        }
        return wrong;
    }

    private DataException strange(String name, String cell, long where, int numbers) {
        return new DataException(String.format(
                Locale.ROOT,
                "The column (%s) in line (%d) of (%s) is (%s), but must be a number%s. Maybe mend it, or say that it stands for a"
                        + " missing value (option missing), or that the column is a category (option columns).",
                name,
                where,
                file,
                Listing.shortened(cell),
                numbers > 0 ? ", as (" + numbers + ") other cells of it are" : ""));
    }

    /**
     * The rows that were read.
     *
     * @throws DataException if there are none
     */
    Table table() {
        if (rows == 0) {
            throw new DataException("The file (" + file + ") has a header and no rows.");
        }
        int[] found = Arrays.copyOf(lines, rows);
        return Table.of(
                names,
                columns.stream().map(ColumnBuilder::column).toList(),
                row -> "line (" + found[row] + ") of (" + file + ")");
    }

    List<String> notes() {
        return notes;
    }
}
