package io.lanista.bench;

import io.lanista.api.trial.Objective;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which columns of a table mean what.
 *
 * @param key the column of digits that names architectures; empty to find it, see {@link TableIndex}
 * @param objective what a search is after
 * @param report what is reported of the winner, such as its accuracy on test data; empty for the objective
 * @param noise columns one of which is drawn for each evaluation to be observed in place of the objective; none for no noise
 * @param cost the seconds that an evaluation takes; empty for none
 * @param costScale what the cost is multiplied with, such as 0.06 for 12 of 200 epochs
 * @param others further objectives, whose metrics are columns
 * @param rungs the columns with what the first objective is after fewer steps, by the number of steps; none if trials have no steps
 * @param fullSteps how many steps an evaluation has in full, if there are rungs
 */
public record TableColumns(
        String key,
        String objective,
        String report,
        List<String> noise,
        String cost,
        double costScale,
        List<Objective> others,
        SortedMap<Integer, String> rungs,
        int fullSteps) {
    /** Copies. */
    public TableColumns {
        noise = List.copyOf(noise);
        others = List.copyOf(others);
        rungs = Collections.unmodifiableSortedMap(new TreeMap<>(rungs));
        if (!rungs.isEmpty() && (rungs.firstKey() < 1 || rungs.lastKey() >= fullSteps)) {
            throw new IllegalArgumentException("The rungs must be after 1 to (" + (fullSteps - 1) + ") of (" + fullSteps
                    + ") steps, and are after " + rungs.keySet() + ".");
        }
    }

    /** An objective, and what is reported. */
    public static TableColumns of(String objective, String report) {
        return new TableColumns("", objective, report, List.of(), "", 1, List.of(), new TreeMap<>(), 0);
    }

    /** These columns with noise. */
    public TableColumns withNoise(List<String> columns) {
        return new TableColumns(key, objective, report, columns, cost, costScale, others, rungs, fullSteps);
    }

    /** These columns with a cost. */
    public TableColumns withCost(String column, double scale) {
        return new TableColumns(key, objective, report, noise, column, scale, others, rungs, fullSteps);
    }

    /** These columns with further objectives. */
    public TableColumns withOthers(List<Objective> more) {
        return new TableColumns(key, objective, report, noise, cost, costScale, more, rungs, fullSteps);
    }

    /** These columns with what the first objective is after fewer than so many steps. */
    public TableColumns withRungs(int steps, Map<Integer, String> columns) {
        return new TableColumns(key, objective, report, noise, cost, costScale, others, new TreeMap<>(columns), steps);
    }
}
