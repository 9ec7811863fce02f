package io.lanista.djl.table;

import io.lanista.base.text.DidYouMean;
import io.lanista.djl.file.DataException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;

/** Columns with names, and as many cells in each. Immutable. */
public final class Table {
    private final List<String> names;
    private final List<Column> columns;
    private final IntFunction<String> places;

    private Table(List<String> names, List<? extends Column> columns, IntFunction<String> places) {
        this.names = List.copyOf(names);
        this.columns = List.copyOf(columns);
        this.places = places;
    }

    /**
     * A table of columns that a program holds, such as what a database gave.
     *
     * @throws DataException if there is no column, two have one name, or they are not equally long
     */
    public static Table of(List<String> names, List<? extends Column> columns) {
        return of(names, columns, row -> "row (" + row + ", from 0)");
    }

    /**
     * The same, with a way to name a row's place in messages.
     *
     * @param places names the place of a row, such as {@code line (5) of (a.csv)}
     */
    public static Table of(List<String> names, List<? extends Column> columns, IntFunction<String> places) {
        if (names.isEmpty() || names.size() != columns.size()) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "A table needs as many columns as names, at least one, but has (%d) and (%d).",
                    columns.size(),
                    names.size()));
        }
        Set<String> different = new HashSet<>();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).size() != columns.get(0).size()) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "The column (%s) has (%d) cells, but (%s) has (%d).",
                        names.get(i),
                        columns.get(i).size(),
                        names.get(0),
                        columns.get(0).size()));
            }
            if (!different.add(names.get(i))) {
                throw new DataException("Two columns are called (" + names.get(i) + "). Maybe rename one of them.");
            }
        }
        return new Table(names, columns, places);
    }

    /** How many rows there are. */
    public int size() {
        return columns.get(0).size();
    }

    /** The columns' names, in their order. */
    public List<String> names() {
        return names;
    }

    /** The columns, in the order of {@link #names}. */
    public List<Column> columns() {
        return columns;
    }

    /** Whether there is a column of that name. */
    public boolean has(String name) {
        return names.contains(name);
    }

    /**
     * A column by its name.
     *
     * @throws DataException if there is none
     */
    public Column column(String name) {
        int place = names.indexOf(name);
        if (place < 0) {
            throw new DataException("There is no column (" + name + "). Available: " + Listing.of(names) + "."
                    + DidYouMean.sentence(name, names));
        }
        return columns.get(place);
    }

    /** Where a row is, for messages: {@code line (5) of (a.csv)}. */
    public String place(int row) {
        return places.apply(row);
    }
}
