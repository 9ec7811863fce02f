package io.lanista.runtime.tabular;

import java.util.List;

/**
 * Which columns of a table mean what.
 *
 * @param key the column of digits that names architectures; empty to find it, see {@link TableIndex}
 * @param objective what a search is after
 * @param report what is reported of the winner, such as its accuracy on test data; empty for the objective
 * @param noise columns one of which is drawn for each evaluation to be observed in place of the objective; none for no noise
 * @param cost the seconds that an evaluation takes; empty for none
 * @param costScale what the cost is multiplied with, such as 0.06 for 12 of 200 epochs
 */
public record TableColumns(
        String key, String objective, String report, List<String> noise, String cost, double costScale) {
    /** Copies. */
    public TableColumns {
        noise = List.copyOf(noise);
    }

    /** An objective, and what is reported. */
    public static TableColumns of(String objective, String report) {
        return new TableColumns("", objective, report, List.of(), "", 1);
    }

    /** These columns with noise. */
    public TableColumns withNoise(List<String> columns) {
        return new TableColumns(key, objective, report, columns, cost, costScale);
    }

    /** These columns with a cost. */
    public TableColumns withCost(String column, double scale) {
        return new TableColumns(key, objective, report, noise, column, scale);
    }
}
