package io.lanista.strategy.tpe;

import io.lanista.api.model.Label;
import io.lanista.api.space.Condition;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToIntFunction;

/** When a column is active, in terms of the codes of the columns before it; see {@link Condition}. */
final class Gate {
    private final int[][] columns;
    private final double[][][] allowed;

    Gate(Condition condition, ToIntFunction<Label> column, ToDoubleBiFunction<Integer, Object> encode) {
        List<Map<Label, List<Object>>> alternatives = condition.alternatives();
        columns = new int[alternatives.size()][];
        allowed = new double[alternatives.size()][][];
        for (int i = 0; i < columns.length; i++) {
            Map<Label, List<Object>> alternative = alternatives.get(i);
            columns[i] = alternative.keySet().stream().mapToInt(column).toArray();
            allowed[i] = new double[columns[i].length][];
            int term = 0;
            for (List<Object> values : alternative.values()) {
                int index = columns[i][term];
                allowed[i][term++] = values.stream()
                        .mapToDouble(value -> encode.applyAsDouble(index, value))
                        .toArray();
            }
        }
    }

    /** Whether one of the alternatives holds. */
    boolean isOpen(double[] codes) {
        for (int i = 0; i < columns.length; i++) {
            if (holds(codes, columns[i], allowed[i])) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(double[] codes, int[] columns, double[][] allowed) {
        for (int term = 0; term < columns.length; term++) {
            if (!contains(allowed[term], codes[columns[term]])) {
                return false;
            }
        }
        return true;
    }

    private static boolean contains(double[] codes, double sought) {
        for (double code : codes) {
            if (code == sought) {
                return true;
            }
        }
        return false;
    }
}
