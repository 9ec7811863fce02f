package io.lanista.djl.table;

import io.lanista.djl.file.DataException;
import io.lanista.djl.table.ColumnPreparation.Cells;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes the numbers that a network gets of one table's rows. For use by one thread. */
public final class Encoder {
    private final List<ColumnPreparation> columns;
    private final Table table;
    private final List<Feature> features = new ArrayList<>();
    private final List<Cells> cells = new ArrayList<>();
    private final int[] places;
    private final double[] means;
    private final double[] deviations;
    private final double[] values;
    private final int[] surprises;
    private final BitSet encoded = new BitSet();

    Encoder(List<ColumnPreparation> columns, Table table) {
        this.columns = columns;
        this.table = table;
        places = new int[columns.size()];
        for (ColumnPreparation column : columns) {
            places[cells.size()] = features.size();
            features.addAll(column.features());
            cells.add(column.cells(table.column(column.name())));
        }
        means = features.stream().mapToDouble(Feature::mean).toArray();
        deviations = features.stream().mapToDouble(Feature::deviation).toArray();
        values = new double[features.size()];
        surprises = new int[columns.size()];
    }

    /** How many numbers come out for a row. */
    public int width() {
        return values.length;
    }

    /** Writes a row's numbers, standardised in double precision before they become floats, into {@code to} from {@code at} on. */
    public void encode(int row, float[] to, int at) {
        for (int column = 0; column < places.length; column++) {
            surprises[column] += cells.get(column).write(row, values, places[column]) ? 0 : 1;
        }
        encoded.set(row);
        for (int place = 0; place < values.length; place++) {
            to[at + place] = (float) ((values[place] - means[place]) / deviations[place]);
            if (!Float.isFinite(to[at + place])) {
                throw tooLarge(row, place);
            }
        }
    }

    /** A network would make no number of it, and all metrics of the part that the row is in would be none. */
    private DataException tooLarge(int row, int place) {
        return new DataException(String.format(
                Locale.ROOT,
                "The column (%s) in %s is (%s), which beside its other numbers is too large for a network to calculate with. Maybe"
                        + " it stands for a missing value: (option missing).",
                features.get(place).name(),
                table.place(row),
                Listing.rounded(values[place])));
    }

    /** How many cells there were so far that no training row was like: an unknown word, or none where all had one; by column. */
    public Map<String, Integer> surprises() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (int column = 0; column < places.length; column++) {
            if (surprises[column] > 0) {
                counts.put(columns.get(column).name(), surprises[column]);
            }
        }
        return counts;
    }

    /**
     * Columns of numbers most of whose cells so far are far from those of the training rows, or far smaller and closer together,
     * as they are in another unit; a sentence each.
     */
    public List<String> shifts() {
        return columns.stream()
                .map(column -> NumberShift.sentence(column, table.column(column.name()), encoded))
                .flatMap(Optional::stream)
                .toList();
    }
}
