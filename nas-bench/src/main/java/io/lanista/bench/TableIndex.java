package io.lanista.bench;

import io.lanista.api.model.Label;
import io.lanista.api.option.OptionException;
import io.lanista.api.space.Choices;
import io.lanista.api.space.Decision;
import io.lanista.api.space.InfeasibleException;
import io.lanista.api.space.SearchSpace;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Finds the row of an architecture. Either there is a column for each decision, named by its label, with the answer as text
 * (empty where the decision isn't active); or one column, {@code ops} unless another one is named, spells the answers as digits:
 * the index of each answer among its candidates, in the order of the space's decisions, as the tables of NAS-Bench-201 do.
 * Immutable, and safe for use by several threads.
 */
public final class TableIndex {
    /** The column of digits, if none is named. */
    static final String DIGITS = "ops";

    private static final int MOST_CANDIDATES = 10;
    private static final char SEPARATOR = '\u001f';
    private final ResultsTable table;
    private final Map<String, Integer> rows = new HashMap<>();
    private final Function<Choices, String> key;

    private TableIndex(ResultsTable table, Function<Choices, String> key) {
        this.table = table;
        this.key = key;
    }

    /**
     * The index of a table for a space.
     *
     * @param column the column of digits; empty for columns named by the labels, or else {@code ops}
     * @throws OptionException if the table has no such columns
     */
    public static TableIndex of(ResultsTable table, SearchSpace space, String column) {
        List<Decision> decisions = space.decisions();
        List<String> labels =
                decisions.stream().map(decision -> decision.label().value()).toList();
        if (column.isEmpty() && table.columns().containsAll(labels)) {
            TableIndex index = new TableIndex(table, choices -> spelled(decisions, choices));
            String[] keys = new String[table.size()];
            Arrays.fill(keys, "");
            for (String label : labels) {
                String[] cells = table.texts(label);
                Arrays.setAll(keys, row -> keys[row] + cells[row] + SEPARATOR);
            }
            index.fill(keys);
            return index;
        }
        if (column.isEmpty() && !table.columns().contains(DIGITS)) {
            throw new OptionException("The table (" + table + ") has neither a column for each decision of the space "
                    + labels + " nor a column '" + DIGITS + "' of digits. Available: "
                    + String.join(", ", table.columns()) + ". Maybe name the column of digits (option 'key').");
        }
        return digits(table, decisions, column.isEmpty() ? DIGITS : column);
    }

    private static TableIndex digits(ResultsTable table, List<Decision> decisions, String column) {
        Map<Label, Map<Object, Character>> digits = new HashMap<>();
        for (Decision decision : decisions) {
            List<Object> values = decision.domain().values();
            if (!decision.domain().isFinite()
                    || values.size() > MOST_CANDIDATES
                    || !decision.condition().isAlways()) {
                throw new OptionException("The decision (" + decision.label() + ") can't be spelled as a digit: it has"
                        + " more than ten candidates, or isn't always active. Maybe name columns by the labels.");
            }
            Map<Object, Character> byValue = new HashMap<>();
            values.forEach(value -> byValue.put(value, (char) ('0' + byValue.size())));
            digits.put(decision.label(), byValue);
        }
        TableIndex index = new TableIndex(table, choices -> {
            StringBuilder text = new StringBuilder();
            for (Decision decision : decisions) {
                text.append(digits.getOrDefault(decision.label(), Map.of())
                        .get(choices.values().get(decision.label())));
            }
            return text.toString();
        });
        index.fill(table.texts(column));
        return index;
    }

    private static String spelled(List<Decision> decisions, Choices choices) {
        StringBuilder text = new StringBuilder();
        for (Decision decision : decisions) {
            Object answer = choices.values().get(decision.label());
            text.append(answer == null ? "" : answer).append(SEPARATOR);
        }
        return text.toString();
    }

    private void fill(String[] keys) {
        for (int row = 0; row < keys.length; row++) {
            Integer earlier = rows.put(keys[row], row);
            if (earlier != null) {
                throw new OptionException("The lines (" + (earlier + 2) + ") and (" + (row + 2) + ") of the table ("
                        + table + ") are about the same architecture ("
                        + keys[row].replace(SEPARATOR, ' ').strip() + ").");
            }
        }
    }

    /**
     * The row of these choices, from 0.
     *
     * @throws InfeasibleException if the table doesn't have them
     */
    public int row(Choices choices) {
        Integer row = rows.get(key.apply(choices));
        if (row == null) {
            throw new InfeasibleException("The table (" + table + ") has no row for " + choices + ".");
        }
        return row;
    }
}
