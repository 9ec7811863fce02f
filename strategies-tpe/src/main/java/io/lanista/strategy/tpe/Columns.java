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
import org.jspecify.annotations.Nullable;

/** The columns of a space: its decisions in order, and those of dynamic mutators as they turn up. */
final class Columns {
    private static final int TABLE_LIMIT = 64;
    private final Map<Label, Integer> index = new HashMap<>();
    private final List<Column> columns = new ArrayList<>();
    private final List<double @Nullable []> tables = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
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
            Column column = Column.of(decision.domain(), bandwidth);
            columns.add(column);
            tabulate(decision, column);
        }
        return known;
    }

    Column get(int column) {
        return columns.get(column);
    }

    /** The kernel of one column at a code around an observed one; small domains have it in a table. */
    double ratio(int column, double code, double observed) {
        double[] table = tables.get(column);
        return table == null
                ? columns.get(column).ratio(code, observed)
                : table[(int) code * sizes.get(column) + (int) observed];
    }

    private void tabulate(Decision decision, Column column) {
        int size = decision.domain().isFinite() && !(column instanceof SubsetColumn)
                ? decision.domain().size()
                : 0;
        double[] table = null;
        if (size > 0 && size <= TABLE_LIMIT) {
            table = new double[size * size];
            for (int i = 0; i < table.length; i++) {
                table[i] = column.ratio(i / size, i % size);
            }
        }
        tables.add(table);
        sizes.add(size);
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
}
