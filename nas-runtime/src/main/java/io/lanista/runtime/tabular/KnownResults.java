package io.lanista.runtime.tabular;

import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The columns of a table that a search meets.
 *
 * @param index finds rows
 * @param objective what the search is after, without noise, by row
 * @param report what is reported of the winner, by row
 * @param noise what a single evaluation may observe, one array for each column; none for the objective itself
 * @param cost the simulated seconds of an evaluation, by row
 */
record KnownResults(TableIndex index, double[] objective, double[] report, List<double[]> noise, double[] cost) {
    static KnownResults of(ResultsTable table, SearchSpace space, TableColumns columns) {
        double[] objective = table.numbers(columns.objective());
        double[] cost = columns.cost().isEmpty() ? new double[table.size()] : table.numbers(columns.cost());
        for (int row = 0; row < cost.length; row++) {
            cost[row] *= columns.costScale();
        }
        return new KnownResults(
                TableIndex.of(table, space, columns.key()),
                objective,
                columns.report().isEmpty() ? objective : table.numbers(columns.report()),
                columns.noise().stream().map(table::numbers).toList(),
                cost);
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
}
