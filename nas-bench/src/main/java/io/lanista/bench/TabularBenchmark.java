package io.lanista.bench;

import io.lanista.api.option.OptionException;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Direction;
import io.lanista.api.trial.Objective;
import io.lanista.base.random.Seeds;
import io.lanista.layer.LayerArchitectures;
import io.lanista.layer.LayerCatalogue;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.experiment.Stopping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;

/**
 * Compares strategies on a table of known results, over many seeds. Nothing is trained, so a hundred searches take seconds.
 *
 * <p>Where there are several objectives, what is compared is the hypervolume of the front that was found, as a share of that of the
 * table's own front; both are measured from the worst value of the table in each objective.
 *
 * <p>The incumbent, the best in the first objective, is chosen by what was observed (with noise, if there is any; contenders are then evaluated again,
 * as in an experiment), and what is reported of it are its objective without noise and the column {@link TableColumns#report}. Repeats are charged like any other evaluation. Results depend on the
 * seeds only, not on how many threads run.
 *
 * @param table the results
 * @param space whose architectures the table holds
 * @param layers the layer types that the strategies may analyse models with
 * @param columns which columns mean what
 * @param direction which way the (first) objective is better, and so what is reported
 * @param budgets when the searches are looked at
 * @param seeds how many searches there are for each strategy, with the seeds from 0
 * @param stopping ends evaluations at the rungs of the table
 * @param reevaluate the share of the evaluations that look at a contender again; empty for what an experiment does: {@link
 *     ExperimentBuilder#REEVALUATE} where there is noise and one objective, none otherwise
 */
public record TabularBenchmark(
        ResultsTable table,
        SearchSpace space,
        LayerCatalogue layers,
        TableColumns columns,
        Direction direction,
        List<TableBudget> budgets,
        int seeds,
        Stopping stopping,
        OptionalDouble reevaluate) {
    /** Without a rule that ends evaluations early, and with as many looks at contenders as suit the table. */
    public TabularBenchmark(
            ResultsTable table,
            SearchSpace space,
            LayerCatalogue layers,
            TableColumns columns,
            Direction direction,
            List<TableBudget> budgets,
            int seeds) {
        this(table, space, layers, columns, direction, budgets, seeds, Stopping.NONE);
    }

    /** With as many looks at contenders as suit the table. */
    public TabularBenchmark(
            ResultsTable table,
            SearchSpace space,
            LayerCatalogue layers,
            TableColumns columns,
            Direction direction,
            List<TableBudget> budgets,
            int seeds,
            Stopping stopping) {
        this(table, space, layers, columns, direction, budgets, seeds, stopping, OptionalDouble.empty());
    }

    /** Checks and copies. */
    public TabularBenchmark {
        budgets = List.copyOf(budgets);
        if (budgets.isEmpty() || seeds < 1) {
            throw new IllegalArgumentException("A benchmark needs at least one budget and one seed, and has ("
                    + budgets.size() + ") and (" + seeds + ").");
        }
        if (reevaluate.orElse(0) > 0 && !columns.others().isEmpty()) {
            throw new OptionException("Contenders are evaluated again (" + reevaluate.getAsDouble()
                    + ") in a search after one objective only. Maybe leave it out.");
        }
    }

    /**
     * Runs all searches.
     *
     * @param threads how many run at once
     * @throws InterruptedException if this thread was interrupted
     */
    public TabularComparison run(List<Contender> contenders, int threads) throws InterruptedException {
        KnownResults results = KnownResults.of(table, space, columns);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<TabularResult> all = new ArrayList<>();
            for (Contender contender : contenders) {
                all.add(result(contender, results, runs(contender, results, pool)));
            }
            return new TabularComparison(all);
        } finally {
            pool.shutdownNow();
        }
    }

    private List<Map<TableBudget, TableRun.Standing>> runs(
            Contender contender, KnownResults results, ExecutorService pool) throws InterruptedException {
        List<Callable<Map<TableBudget, TableRun.Standing>>> tasks = new ArrayList<>();
        List<Objective> objectives = objectives();
        for (int seed = 0; seed < seeds; seed++) {
            OpenedSearch request = new OpenedSearch(
                    space,
                    new LayerArchitectures(space, layers),
                    contender.options(),
                    objectives,
                    new Seeds(seed),
                    trials(),
                    columns.rungs().isEmpty() ? OptionalInt.empty() : OptionalInt.of(columns.fullSteps()));
            tasks.add(() -> new TableRun(results, request, stopping.open(), budgets, share()).run(contender));
        }
        List<Map<TableBudget, TableRun.Standing>> standings = new ArrayList<>();
        for (Future<Map<TableBudget, TableRun.Standing>> task : pool.invokeAll(tasks)) {
            try {
                standings.add(task.get());
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException failure
                        ? failure
                        : new IllegalStateException(e.getCause());
            }
        }
        return standings;
    }

    private double share() {
        boolean pays = !columns.noise().isEmpty() && columns.others().isEmpty();
        return reevaluate.orElse(pays ? ExperimentBuilder.REEVALUATE : 0);
    }

    private List<Objective> objectives() {
        List<Objective> objectives = new ArrayList<>(List.of(new Objective(columns.objective(), direction)));
        objectives.addAll(columns.others());
        return objectives;
    }

    /** The largest number of evaluations, where no budget is in seconds. */
    private OptionalInt trials() {
        return budgets.stream().anyMatch(TableBudget::simulated)
                ? OptionalInt.empty()
                : budgets.stream().mapToInt(budget -> (int) budget.amount()).max();
    }

    private TabularResult result(
            Contender contender, KnownResults results, List<Map<TableBudget, TableRun.Standing>> runs) {
        double best = best(results.report());
        Optional<FrontVolume> volume =
                columns.others().isEmpty() ? Optional.empty() : Optional.of(FrontVolume.of(results, objectives()));
        List<TabularResult.AtBudget> at = new ArrayList<>();
        for (TableBudget budget : budgets) {
            List<TableRun.Standing> standings = new ArrayList<>();
            runs.forEach(run -> standings.add(run.getOrDefault(budget, new TableRun.Standing(-1, 0, 0, List.of()))));
            double[] reported = each(standings, standing -> value(results.report(), standing));
            at.add(new TabularResult.AtBudget(
                    budget,
                    Sample.of(each(standings, standing -> value(results.objective(), standing))),
                    Sample.of(reported),
                    Arrays.stream(reported).filter(value -> value == best).count() / (double) seeds,
                    Sample.of(each(standings, TableRun.Standing::evaluations)).mean(),
                    Sample.of(each(standings, TableRun.Standing::distinct)).mean(),
                    Arrays.stream(reported).boxed().toList(),
                    volume.map(scale -> Arrays.stream(each(standings, standing -> scale.of(standing.front())))
                            .boxed()
                            .toList())));
        }
        return new TabularResult(contender.name(), at);
    }

    private static double value(double[] column, TableRun.Standing standing) {
        return standing.row() < 0 ? Double.NaN : column[standing.row()];
    }

    private static double[] each(List<TableRun.Standing> standings, ToDoubleFunction<TableRun.Standing> of) {
        return standings.stream().mapToDouble(of).toArray();
    }

    private double best(double[] column) {
        double sign = direction == Direction.MAXIMIZE ? 1 : -1;
        return sign
                * Arrays.stream(column)
                        .filter(value -> !Double.isNaN(value))
                        .map(value -> sign * value)
                        .max()
                        .orElseThrow();
    }
}
