package io.lanista.djl.table;

import io.lanista.djl.file.DataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A date: the days since 1970, standardised; and, as points on a circle (sine and cosine), the time of the year, the day of the
 * week and the time of day, where the training rows span some of them. Where it is missing, the median stands for it, and a last
 * number is 1 instead of 0.
 *
 * @param name the column's
 * @param pattern in which order its parts are written
 * @param mean in days, over the training rows that have a value
 * @param deviation in days
 * @param fill the median, in days
 * @param year whether there is the time of the year: the training rows span two months
 * @param week whether there is the day of the week: they span one
 * @param clock whether there is the time of day: some have one
 * @param indicator whether some of the training rows have no date
 */
public record DatePreparation(
        String name,
        DatePattern pattern,
        double mean,
        double deviation,
        double fill,
        boolean year,
        boolean week,
        boolean clock,
        boolean indicator)
        implements ColumnPreparation {
    /** As for numbers: up to this share of different cells that are no dates, a column of dates is damaged. */
    private static final double FEW = 0.05;

    private static final int ENOUGH = 20;
    private static final double DAYS_OF_YEAR = 365.2425;
    private static final double DAYS_OF_WEEK = 7;
    private static final double TWO_MONTHS = 60;

    static DatePreparation learn(String name, WordColumn column, int... rows) {
        DatePattern pattern = pattern(name, column);
        double[] days = daysOfWords(column, pattern);
        double[] present = new double[rows.length];
        int count = 0;
        Moments moments = new Moments();
        boolean clock = false;
        double first = Double.POSITIVE_INFINITY;
        double last = Double.NEGATIVE_INFINITY;
        for (int row : rows) {
            if (!column.isMissing(row)) {
                double day = days[column.code(row)];
                present[count++] = day;
                moments.add(day);
                clock |= day != Math.rint(day);
                first = Math.min(first, day);
                last = Math.max(last, day);
            }
        }
        return new DatePreparation(
                name,
                pattern,
                moments.mean(),
                moments.deviation(),
                count == 0 ? 0 : Median.of(present, count),
                last - first >= TWO_MONTHS,
                last - first >= DAYS_OF_WEEK,
                clock,
                count < rows.length);
    }

    /**
     * The days since 1970 of each cell; NaN where it is missing.
     *
     * @throws DataException if the cells aren't dates that are all written in one order
     */
    public static double[] days(String name, WordColumn column) {
        double[] days = daysOfWords(column, pattern(name, column));
        double[] all = new double[column.size()];
        Arrays.setAll(all, row -> column.isMissing(row) ? Double.NaN : days[column.code(row)]);
        return all;
    }

    /** Whether all cells are dates of one pattern. */
    public static boolean areDates(WordColumn column) {
        return DatePattern.of(column.words()).isPresent();
    }

    private static DatePattern pattern(String name, WordColumn column) {
        return DatePattern.of(column.words()).orElseThrow(() -> {
            requireNearlyNone(name, column);
            return new DataException(String.format(
                    Locale.ROOT,
                    "The column (%s) has cells that are no dates, or not all in one order of day, month and year."
                            + " Maybe take it as a category (option columns).",
                    name));
        });
    }

    /**
     * Refuses a column of dates, a few of whose cells are none, such as {@code 0000-00-00}.
     *
     * @throws DataException that names the first of them
     */
    static void requireNearlyNone(String name, WordColumn column) {
        List<String> words = column.words();
        DatePattern pattern = words.size() < ENOUGH
                ? null
                : DatePattern.of(words, (long) (FEW * words.size())).orElse(null);
        if (pattern == null) {
            return;
        }
        words.stream().filter(word -> !pattern.fits(word)).findFirst().ifPresent(strange -> {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "The column (%s) has the cell (%s), which is no date, as (%d) others of it are. Maybe mend it, or say that it"
                            + " stands for a missing value (option missing), or that the column is a category (option columns).",
                    name,
                    Listing.shortened(strange),
                    words.stream().filter(pattern::fits).count()));
        });
    }

    private static double[] daysOfWords(WordColumn column, DatePattern pattern) {
        return column.words().stream()
                .mapToDouble(word -> pattern.seconds(word) / DatePattern.DAY)
                .toArray();
    }

    static DatePreparation of(StoredColumn stored) {
        return new DatePreparation(
                stored.text(StoredColumn.NAME),
                stored.word("pattern", DatePattern.class),
                stored.number("mean"),
                stored.number("deviation"),
                stored.number("fill"),
                stored.flag("year"),
                stored.flag("week"),
                stored.flag("clock"),
                stored.flag("indicator"));
    }

    @Override
    public ColumnKind kind() {
        return ColumnKind.DATE;
    }

    @Override
    public List<Feature> features() {
        List<Feature> features = new ArrayList<>();
        features.add(new Feature(name, mean, deviation));
        circle("of the year", year, features);
        circle("of the week", week, features);
        circle("of day", clock, features);
        if (indicator) {
            features.add(Feature.plain(name + " missing"));
        }
        return features;
    }

    private void circle(String what, boolean there, List<Feature> features) {
        if (there) {
            features.add(Feature.plain(name + " time " + what + " (sine)"));
            features.add(Feature.plain(name + " time " + what + " (cosine)"));
        }
    }

    @Override
    public ColumnPreparation unscaled() {
        return new DatePreparation(name, pattern, 0, 1, fill, year, week, clock, indicator);
    }

    @Override
    public Map<String, Object> asMap() {
        Map<String, Object> map = StoredColumn.begin(name, kind());
        map.put("pattern", pattern.name().toLowerCase(Locale.ROOT));
        map.put("mean", mean);
        map.put("deviation", deviation);
        map.put("fill", fill);
        map.put("year", year);
        map.put("week", week);
        map.put("clock", clock);
        map.put("indicator", indicator);
        return map;
    }

    @Override
    public Cells cells(Column column) {
        if (!(column instanceof WordColumn words)) {
            throw new DataException("The column (" + name + ") must have dates, but has numbers.");
        }
        double[] days = daysOfWords(words, pattern);
        return (row, to, at) -> {
            double day = words.isMissing(row) ? Double.NaN : days[words.code(row)];
            boolean missing = Double.isNaN(day);
            write(missing ? fill : day, missing, to, at);
            return !missing || (indicator && words.isMissing(row));
        };
    }

    private void write(double day, boolean missing, double[] to, int at) {
        int next = at;
        to[next++] = day;
        next = circle(day / DAYS_OF_YEAR, year, to, next);
        next = circle(day / DAYS_OF_WEEK, week, to, next);
        next = circle(day, clock, to, next);
        if (indicator) {
            to[next] = missing ? 1 : 0;
        }
    }

    private static int circle(double turns, boolean there, double[] to, int at) {
        if (!there) {
            return at;
        }
        double angle = 2 * Math.PI * (turns - Math.floor(turns));
        to[at] = Math.sin(angle);
        to[at + 1] = Math.cos(angle);
        return at + 2;
    }
}
