package io.lanista.djl.table;

import io.lanista.djl.file.DataException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A number: standardised, or scaled to a normal distribution; where it is missing, the median stands for it, and a second number is 1 instead of 0.
 *
 * @param name the column's
 * @param mean over the training rows that have a value
 * @param deviation over the same; 1 if they are all equal
 * @param fill the median of the same
 * @param indicator whether some of the training rows have none, so that there is the second number
 * @param normal scales the number before it is standardised, if it is there; mean and deviation are 0 and 1 then
 */
public record NumberPreparation(
        String name, double mean, double deviation, double fill, boolean indicator, Optional<NormalScale> normal)
        implements ColumnPreparation {
    private static final String KNOTS = "knots";
    private static final String SCORES = "scores";

    /** A number that is only standardised. */
    public NumberPreparation(String name, double mean, double deviation, double fill, boolean indicator) {
        this(name, mean, deviation, fill, indicator, Optional.empty());
    }

    /** A number that stays as it is, and that every row has. */
    static NumberPreparation plain(String name) {
        return new NumberPreparation(name, 0, 1, 0, false);
    }

    static NumberPreparation learn(String name, NumberColumn column, NumberForm form, int... rows) {
        double[] present = new double[rows.length];
        int count = 0;
        Moments moments = new Moments();
        for (int row : rows) {
            if (!column.isMissing(row)) {
                present[count++] = column.value(row);
                moments.add(column.value(row));
            }
        }
        double fill = count == 0 ? 0 : Median.of(present, count);
        if (form == NumberForm.QUANTILE) {
            return new NumberPreparation(
                    name, 0, 1, fill, count < rows.length, Optional.of(NormalScale.learn(present, count)));
        }
        return new NumberPreparation(name, moments.mean(), moments.deviation(), fill, count < rows.length);
    }

    static NumberPreparation of(StoredColumn stored) {
        return new NumberPreparation(
                stored.text(StoredColumn.NAME),
                stored.number("mean"),
                stored.number("deviation"),
                stored.number("fill"),
                stored.flag("indicator"),
                stored.has(KNOTS)
                        ? Optional.of(new NormalScale(stored.numbers(KNOTS), stored.numbers(SCORES)))
                        : Optional.empty());
    }

    /** Whether its scale comes from training rows; pixels and numbers that aren't standardised have none. */
    boolean isLearnt() {
        return normal.isPresent() || mean != 0 || deviation != 1;
    }

    @Override
    public ColumnKind kind() {
        return ColumnKind.NUMBER;
    }

    @Override
    public List<Feature> features() {
        Feature value = new Feature(name, mean, deviation);
        return indicator ? List.of(value, Feature.plain(name + " missing")) : List.of(value);
    }

    @Override
    public ColumnPreparation unscaled() {
        return new NumberPreparation(name, 0, 1, fill, indicator);
    }

    @Override
    public Map<String, Object> asMap() {
        Map<String, Object> map = StoredColumn.begin(name, kind());
        map.put("mean", mean);
        map.put("deviation", deviation);
        map.put("fill", fill);
        map.put("indicator", indicator);
        normal.ifPresent(scale -> {
            map.put(KNOTS, scale.knots());
            map.put(SCORES, scale.scores());
        });
        return map;
    }

    @Override
    public Cells cells(Column column) {
        if (column instanceof WordColumn words && !words.words().isEmpty()) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "The column (%s) must have numbers, but has words such as (%s).",
                    name,
                    Listing.shortened(words.words().get(0))));
        }
        Optional<NormalScale.Curve> curve = normal.map(NormalScale::curve);
        return (row, to, at) -> {
            boolean missing = column.isMissing(row);
            double value = missing ? fill : ((NumberColumn) column).value(row);
            to[at] = curve.isPresent() ? curve.get().at(value) : value;
            if (indicator) {
                to[at + 1] = missing ? 1 : 0;
            }
            return !missing || indicator;
        };
    }
}
