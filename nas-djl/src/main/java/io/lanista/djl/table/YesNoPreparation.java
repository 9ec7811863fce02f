package io.lanista.djl.table;

import io.lanista.djl.file.DataException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Yes or no: 1 or 0; where it is missing, the share of yes stands for it, and a second number is 1 instead of 0.
 *
 * @param name the column's
 * @param fill the share of yes among the training rows that have a value
 * @param indicator whether some of the training rows have none, so that there is the second number
 */
public record YesNoPreparation(String name, double fill, boolean indicator) implements ColumnPreparation {
    private static final Set<String> YES = Set.of("yes", "y", "true", "t", "on", "ja", "oui", "sí", "si", "1");
    private static final Set<String> NO = Set.of("no", "n", "false", "f", "off", "nein", "non", "0");

    static YesNoPreparation learn(String name, WordColumn column, int... rows) {
        double[] values = values(column);
        Moments moments = new Moments();
        int present = 0;
        for (int row : rows) {
            double value = column.isMissing(row) ? Double.NaN : values[column.code(row)];
            if (!Double.isNaN(value)) {
                moments.add(value);
                present++;
            }
        }
        return new YesNoPreparation(name, moments.mean(), present < rows.length);
    }

    private static double[] values(WordColumn column) {
        return column.words().stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .mapToDouble(word -> YES.contains(word) ? 1 : NO.contains(word) ? 0 : Double.NaN)
                .toArray();
    }

    /**
     * A column of yes and no as 1 and 0.
     *
     * @return empty if it has another word
     */
    public static Optional<NumberColumn> answers(WordColumn column) {
        double[] values = values(column);
        if (Arrays.stream(values).anyMatch(Double::isNaN)) {
            return Optional.empty();
        }
        return Optional.of(new NumberColumn(IntStream.range(0, column.size())
                .mapToDouble(row -> column.isMissing(row) ? Double.NaN : values[column.code(row)])
                .toArray()));
    }

    static YesNoPreparation of(StoredColumn stored) {
        return new YesNoPreparation(stored.text(StoredColumn.NAME), stored.number("fill"), stored.flag("indicator"));
    }

    @Override
    public ColumnKind kind() {
        return ColumnKind.YES_NO;
    }

    @Override
    public List<Feature> features() {
        return indicator
                ? List.of(Feature.plain(name), Feature.plain(name + " missing"))
                : List.of(Feature.plain(name));
    }

    @Override
    public Map<String, Object> asMap() {
        Map<String, Object> map = StoredColumn.begin(name, kind());
        map.put("fill", fill);
        map.put("indicator", indicator);
        return map;
    }

    @Override
    public Cells cells(Column column) {
        if (!(column instanceof WordColumn words)) {
            throw new DataException("The column (" + name + ") must have yes or no, but has numbers.");
        }
        double[] values = values(words);
        return (row, to, at) -> {
            double value = words.isMissing(row) ? Double.NaN : values[words.code(row)];
            boolean missing = Double.isNaN(value);
            to[at] = missing ? fill : value;
            if (indicator) {
                to[at + 1] = missing ? 1 : 0;
            }
            return !missing || (indicator && words.isMissing(row));
        };
    }
}
