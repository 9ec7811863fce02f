package io.lanista.djl.data;

import java.util.Map;
import java.util.Set;

/**
 * How trials are scored.
 *
 * @param share of the examples in the one part that scores them
 * @param folds into how many parts the examples are cut, each of which scores a network; 1 for none
 * @param repeats how often they are cut anew
 */
record Validation(double share, int folds, int repeats) {
    private static final String FOLDS = "folds";
    private static final String REPEATS = "repeats";
    private static final int MOST = 100;

    /** Whether the option may have a value. */
    static boolean isAllowed(Object value) {
        if (value instanceof Map<?, ?> table) {
            return table.containsKey(FOLDS)
                    && Set.of(FOLDS, REPEATS).containsAll(table.keySet())
                    && table.values().stream().allMatch(Validation::isCount)
                    && count(table, FOLDS) > 1;
        }
        return value instanceof Double share && share >= 0.01 && share <= 0.9;
    }

    private static boolean isCount(Object value) {
        return value instanceof Number number
                && number.doubleValue() == number.intValue()
                && number.intValue() >= 1
                && number.intValue() <= MOST;
    }

    static Validation of(Object value) {
        return value instanceof Map<?, ?> table
                ? new Validation(0, count(table, FOLDS), count(table, REPEATS))
                : new Validation((Double) value, 1, 1);
    }

    private static int count(Map<?, ?> table, String name) {
        return table.get(name) instanceof Number number ? number.intValue() : 1;
    }
}
