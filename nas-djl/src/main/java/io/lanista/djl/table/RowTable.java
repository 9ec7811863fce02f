package io.lanista.djl.table;

import io.lanista.base.text.DidYouMean;
import io.lanista.djl.file.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a table of rows that a program holds, each as values by the names of columns. */
public final class RowTable {
    private RowTable() {}

    /**
     * A table with the columns that a preparation is for.
     *
     * @param rows numbers, texts, booleans; what isn't there, or null, is a missing cell
     * @throws DataException if a name is unknown, or a value isn't of its column's kind
     */
    public static Table of(TablePreparation preparation, List<? extends Map<String, ?>> rows) {
        List<String> names =
                preparation.columns().stream().map(ColumnPreparation::name).toList();
        for (Map<String, ?> row : rows) {
            for (String name : row.keySet()) {
                if (!names.contains(name)
                        && !preparation.leftOut().contains(name)
                        && !preparation.labels().contains(name)) {
                    throw new DataException("The network has no column (" + name + "). Available: " + Listing.of(names)
                            + "." + DidYouMean.sentence(name, names));
                }
            }
        }
        List<Column> columns = new ArrayList<>();
        DecimalMark decimal = preparation.dialect().map(Dialect::decimal).orElse(DecimalMark.DOT);
        for (ColumnPreparation column : preparation.columns()) {
            columns.add(
                    column.kind() == ColumnKind.NUMBER
                            ? numbers(column.name(), rows, decimal)
                            : words(column.name(), rows));
        }
        return Table.of(names, columns, row -> "row (" + row + ", from 0)");
    }

    private static Column numbers(String name, List<? extends Map<String, ?>> rows, DecimalMark decimal) {
        double[] values = new double[rows.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = number(name, rows.get(row).get(name), decimal);
        }
        return new NumberColumn(values);
    }

    private static double number(String name, @Nullable Object value, DecimalMark decimal) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value == null || MissingWords.isUsual(Blanks.strip(value.toString()))) {
            return Double.NaN;
        }
        double parsed = Numerals.parse(Blanks.strip(value.toString()), decimal);
        if (Double.isNaN(parsed)) {
            throw new DataException("The column (" + name + ") must have a number, and has ("
                    + Listing.shortened(value.toString()) + ").");
        }
        return parsed;
    }

    private static Column words(String name, List<? extends Map<String, ?>> rows) {
        List<@Nullable String> words = new ArrayList<>();
        for (Map<String, ?> row : rows) {
            Object value = row.get(name);
            String word = value == null
                    ? ""
                    : value instanceof Number number
                            ? Listing.plain(number.doubleValue())
                            : Blanks.strip(value.toString());
            words.add(word.isEmpty() || MissingWords.isUsual(word.toLowerCase(Locale.ROOT)) ? null : word);
        }
        return WordColumn.of(words);
    }
}
