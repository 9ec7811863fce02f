package io.lanista.bench;

import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The columns of a table that a search meets.
 *
 * @param index finds rows
 * @param objective what the search is after, without noise, by row
 * @param report what is reported of the winner, by row
 * @param noise what a single evaluation may observe, one array for each column; none for the objective itself
 * @param cost the simulated seconds of an evaluation in full, by row
 * @param others further objectives, by row, one array for each
 * @param rungs what the first objective is after fewer steps, by row, by the number of steps
 * @param fullSteps how many steps an evaluation has, if there are rungs
 */
record KnownResults(
        TableIndex index,
        double[] objective,
        double[] report,
        List<double[]> noise,
        double[] cost,
        List<double[]> others,
        SortedMap<Integer, double[]> rungs,
        int fullSteps) {
    static KnownResults of(ResultsTable table, SearchSpace space, TableColumns columns) {
        double[] objective = table.numbers(columns.objective());
        double[] cost = columns.cost().isEmpty() ? new double[table.size()] : table.numbers(columns.cost());
        for (int row = 0; row < cost.length; row++) {
            cost[row] *= columns.costScale();
        }
        SortedMap<Integer, double[]> rungs = new TreeMap<>();
        columns.rungs().forEach((step, column) -> rungs.put(step, table.numbers(column)));
        return new KnownResults(
                TableIndex.of(table, space, columns.key()),
                objective,
                columns.report().isEmpty() ? objective : table.numbers(columns.report()),
                columns.noise().stream().map(table::numbers).toList(),
                cost,
                columns.others().stream()
                        .map(other -> table.numbers(other.metric()))
                        .toList(),
                rungs,
                columns.fullSteps());
    }

    int row(Choices choices) {
        return index.row(choices);
    }

    /** What one evaluation sees: the objective, or one of those noise columns that this row has, drawn evenly. */
    double observed(int row, RandomGenerator random) {
        List<double[]> present =
                noise.stream().filter(column -> !Double.isNaN(column[row])).toList();
        return present.isEmpty() ? objective[row] : present.get(random.nextInt(present.size()))[row];
    }

    /** All objectives of a row, with this value for the first one. */
    List<Double> values(int row, double first) {
        List<Double> values = new ArrayList<>(List.of(first));
        others.forEach(column -> values.add(column[row]));
        return values;
    }
}
