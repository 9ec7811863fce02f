package io.lanista.strategy.tpe;

import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import io.lanista.api.space.Decision;
import io.lanista.api.space.SearchSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The columns of a space: its decisions in order, and those of dynamic mutators as they turn up. */
final class Columns {
    private static final int TABLE_LIMIT = 64;
    private final Map<Label, Integer> index = new HashMap<>();
    private final List<Label> labels = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();
    private final List<Gate> gates = new ArrayList<>();
    private final List<double @Nullable [][]> tables = new ArrayList<>();
    private final List<Double> peaks = new ArrayList<>();
    private final SearchSpace space;
    private final double bandwidth;

    Columns(SearchSpace space, double changes, double mostBandwidth) {
        this.space = space;
        this.bandwidth =
                Math.min(mostBandwidth, changes / Math.max(1, space.decisions().size()));
        space.decisions().forEach(this::index);
    }

    int index(Decision decision) {
        Integer known = index.get(decision.label());
        if (known == null) {
            known = columns.size();
            index.put(decision.label(), known);
            labels.add(decision.label());
            Column column = Column.of(decision.domain(), bandwidth);
            columns.add(column);
            gates.add(new Gate(
                    decision.condition(),
                    index::get,
                    (i, value) -> columns.get(i).encode(value)));
            peaks.add(column.peak());
            tables.add(table(decision, column));
        }
        return known;
    }

    /**
     * Small domains have their kernel in a table, relative to its peak: by the code, then by the observed code, then, last in
     * its row, for observations in which the decision wasn't active.
     */
    private static double @Nullable [][] table(Decision decision, Column column) {
        boolean small = decision.domain().isFinite()
                && decision.domain().size() <= TABLE_LIMIT
                && !(column instanceof SubsetColumn);
        if (!small) {
            return null;
        }
        int size = decision.domain().size();
        double[][] table = new double[size][size + 1];
        for (int code = 0; code < size; code++) {
            for (int observed = 0; observed < size; observed++) {
                table[code][observed] = column.ratio(code, observed) / column.peak();
            }
            table[code][size] = 1 / column.peak();
        }
        return table;
    }

    int count() {
        return columns.size();
    }

    Column get(int column) {
        return columns.get(column);
    }

    /** Whether a column is active, given the codes of those before it. */
    boolean isActive(int column, double[] codes) {
        return gates.get(column).isOpen(codes);
    }

    double @Nullable [][] table(int column) {
        return tables.get(column);
    }

    double peak(int column) {
        return peaks.get(column);
    }

    /** The point of choices; an answer that a dynamic decision didn't offer before counts as inactive. */
    Point encode(Choices choices) {
        if (space.isDynamic()) {
            space.active(choices).forEach(this::index);
        }
        double[] codes = new double[columns.size()];
        Arrays.fill(codes, Double.NaN);
        choices.values().forEach((label, value) -> {
            Integer column = index.get(label);
            if (column != null) {
                codes[column] = columns.get(column).encode(value);
            }
        });
        return new Point(codes);
    }

    /** The choices of a point of a space without dynamic mutators. */
    Choices decode(Point point) {
        SortedMap<Label, Object> answers = new TreeMap<>();
        for (int column = 0; column < point.columns(); column++) {
            if (point.isActive(column)) {
                answers.put(labels.get(column), columns.get(column).decode(point.code(column)));
            }
        }
        return new Choices(answers);
    }
}
