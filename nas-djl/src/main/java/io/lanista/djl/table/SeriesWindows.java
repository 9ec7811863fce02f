package io.lanista.djl.table;

import io.lanista.djl.file.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Windows of a series as rows of a table: the columns {@code value[t-2], value[t-1], value[t]} hold the last three values at each step,
 * and {@code value[t+1]} the one that comes next. Steps come one after the other, and each step has a value for each of its columns.
 */
public final class SeriesWindows {
    private static final Pattern PLACE = Pattern.compile("(.+)\\[t(?:([-+])(\\d{1,6}))?]");

    private SeriesWindows() {}

    /**
     * The name of a column so many steps after the present one.
     *
     * @param offset negative for the past
     */
    public static String name(String column, int offset) {
        return column + "[t" + (offset == 0 ? "" : offset > 0 ? "+" + offset : String.valueOf(offset)) + "]";
    }

    /** Whether a preparation is for windows. */
    public static boolean isFor(TablePreparation preparation) {
        return preparation.columns().stream()
                .allMatch(column -> PLACE.matcher(column.name()).matches());
    }

    /** The columns of the series that windows are made of. */
    public static List<String> columns(TablePreparation preparation) {
        return preparation.columns().stream()
                .map(column -> base(column.name()))
                .distinct()
                .toList();
    }

    private static String base(String name) {
        Matcher place = PLACE.matcher(name);
        return place.matches() ? place.group(1) : name;
    }

    private static int offset(String name) {
        Matcher place = PLACE.matcher(name);
        if (!place.matches() || place.group(2) == null) {
            return 0;
        }
        return Integer.parseInt(place.group(3)) * (place.group(2).equals("-") ? -1 : 1);
    }

    /**
     * Makes the windows that end at each step of a series, the first at the first step that has all of its past.
     *
     * @param series a column of numbers for each of the names' columns, in the order of time
     * @param names of the columns that are wanted, as {@link #name} gives them; what lies beyond the end of the series is missing
     * @throws DataException if a column isn't there or has no numbers, or the series is shorter than the window
     */
    public static Table of(Table series, List<String> names) {
        int past = -names.stream().mapToInt(SeriesWindows::offset).min().orElse(0);
        int rows = series.size() - past;
        if (rows < 1) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "The series has (%d) steps, and a window takes (%d). Maybe give more of it, or a smaller window.",
                    series.size(),
                    past + 1));
        }
        List<Column> columns = new ArrayList<>();
        for (String name : names) {
            if (!(series.column(base(name)) instanceof NumberColumn numbers)) {
                throw new DataException(
                        "The column (" + base(name) + ") of the series must have numbers, but has words.");
            }
            double[] values = new double[rows];
            for (int row = 0; row < rows; row++) {
                int at = row + past + offset(name);
                values[row] = at < series.size() ? numbers.value(at) : Double.NaN;
            }
            columns.add(new NumberColumn(values));
        }
        return Table.of(names, columns, row -> series.place(row + past));
    }

    /** A series without gaps: a missing number is the one before it; empty if none is missing. */
    public static Optional<NumberColumn> filled(NumberColumn column) {
        if (column.missing() == 0) {
            return Optional.empty();
        }
        double[] values = new double[column.size()];
        double last = Double.NaN;
        for (int row = 0; row < values.length; row++) {
            last = column.isMissing(row) ? last : column.value(row);
            values[row] = last;
        }
        for (int row = values.length - 1; row >= 0; row--) {
            values[row] = Double.isNaN(values[row]) && row + 1 < values.length ? values[row + 1] : values[row];
        }
        return Optional.of(new NumberColumn(values));
    }
}
