package io.lanista.bench;

import io.lanista.api.option.OptionException;
import io.lanista.base.text.DidYouMean;
import io.lanista.djl.file.DataException;
import io.lanista.djl.table.DecimalMark;
import io.lanista.djl.table.Form;
import io.lanista.djl.table.Table;
import io.lanista.djl.table.TableOptions;
import io.lanista.djl.table.TableReader;
import io.lanista.djl.table.WordColumn;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Results that are known: one row for each architecture, with a header. A CSV file, compressed with gzip or not. Immutable. */
public final class ResultsTable {
    private static final TableOptions WRITTEN = new TableOptions(
            Optional.empty(), Optional.of(','), Optional.of(DecimalMark.DOT), Optional.of(true), List.of());

    private final Path file;
    private final Table table;

    private ResultsTable(Path file, Table table) {
        this.file = file;
        this.table = table;
    }

    /**
     * Reads a table.
     *
     * @throws DataException if the file is missing, or a row has more or fewer cells than the header
     */
    public static ResultsTable read(Path file) {
        return new ResultsTable(
                file,
                TableReader.read(file, WRITTEN, (written, names) -> Collections.nCopies(names.size(), Form.LABELS))
                        .table());
    }

    /** The names of the columns, in order. */
    public List<String> columns() {
        return table.names();
    }

    /** How many rows there are. */
    public int size() {
        return table.size();
    }

    /**
     * The numbers of a column, by row; NaN where a cell is empty.
     *
     * @throws OptionException if there is no such column, or it holds something else
     */
    public double[] numbers(String column) {
        WordColumn cells = column(column);
        cells.firstStrange(DecimalMark.DOT).ifPresent(strange -> {
            String place = table.place(Arrays.asList(texts(column)).indexOf(strange));
            throw new OptionException("The column (" + column + ") holds (" + strange + ") in " + place
                    + ", which is no number, or too large for one.");
        });
        double[] numbers = new double[size()];
        cells.numbers(DecimalMark.DOT).ifPresent(read -> Arrays.setAll(numbers, read::value));
        return numbers;
    }

    /**
     * The cells of a column, by row; empty where one is.
     *
     * @throws OptionException if there is no such column
     */
    public String[] texts(String column) {
        WordColumn cells = column(column);
        String[] texts = new String[size()];
        Arrays.setAll(texts, row -> cells.isMissing(row) ? "" : cells.words().get(cells.code(row)));
        return texts;
    }

    private WordColumn column(String name) {
        if (!table.has(name)) {
            throw new OptionException("The table (" + file + ") has no column '" + name + "'. Available: "
                    + String.join(", ", columns()) + "." + DidYouMean.sentence(name, columns()));
        }
        return (WordColumn) table.column(name);
    }

    @Override
    public String toString() {
        return file + " with " + size() + " rows";
    }
}
