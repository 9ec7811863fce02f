package io.lanista.dashboard.view;

import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The decisions of a run's space: those that the space has, in its order, then those that only turned up in trials. */
final class DecisionColumns {
    private final List<DecisionColumn> columns = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();

    /** Begins with the decisions of a space. */
    static DecisionColumns of(SearchSpace space) {
        DecisionColumns columns = new DecisionColumns();
        space.decisions().forEach(decision -> columns.add(DecisionColumn.of(decision)));
        return columns;
    }

    private int add(DecisionColumn column) {
        columns.add(column);
        places.put(column.label(), columns.size() - 1);
        return columns.size() - 1;
    }

    /** One number for each column, not a number where a decision isn't active. */
    double[] encode(Choices choices) {
        double[] row = new double[columns.size()];
        Arrays.fill(row, Double.NaN);
        for (Map.Entry<Label, Object> choice : choices.values().entrySet()) {
            String label = choice.getKey().value();
            Integer known = places.get(label);
            int place = known == null ? add(DecisionColumn.seen(label, choice.getValue())) : known;
            if (place >= row.length) {
                int before = row.length;
                row = Arrays.copyOf(row, place + 1);
                Arrays.fill(row, before, row.length, Double.NaN);
            }
            row[place] = columns.get(place).encode(choice.getValue());
        }
        return row;
    }

    List<DecisionColumn> all() {
        return columns;
    }
}
