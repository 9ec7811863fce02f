package io.lanista.bench;

import io.lanista.api.option.OptionException;
import io.lanista.api.option.Options;
import io.lanista.api.space.Choices;
import io.lanista.api.space.InfeasibleException;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.TrialContext;
import io.lanista.base.random.Seeds;
import io.lanista.base.rank.Ranks;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.data.DataSources;
import io.lanista.djl.supernet.SupernetEvaluator;
import io.lanista.runtime.execute.Given;
import io.lanista.runtime.execute.OpeningRequest;
import io.lanista.runtime.runs.EarlierRuns;
import io.lanista.runtime.runs.RunHistory;
import io.lanista.runtime.runs.RunSetup;
import io.lanista.runtime.watch.TrialReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;

/**
 * Compares the order that a trained supernet gives to architectures, by the weights that they share, with the order that they have
 * alone: what a search over shared weights can be worth (Yu et al., "Evaluating the Search Phase of Neural Architecture Search", ICLR
 * 2020).
 *
 * @param run the folder of the one-shot run
 * @param space of that run
 * @param objective what the supernet is asked for
 */
public record SupernetBenchmark(Path run, SearchSpace space, Objective objective) {
    private static final double NANOS = 1e9;
    private static final int ATTEMPTS = 100;

    /** An architecture and how good it is alone; higher is better. */
    public record Alone(Choices choices, double score) {}

    /**
     * What came of it.
     *
     * @param networks how many were compared
     * @param kendall rank correlation, tau-b; not a number if one side is all equal
     * @param spearman the same by Spearman
     * @param best how good the architecture is alone that is best by the shared weights
     * @param mean how good they are alone on average
     * @param most how good the best of them is alone
     * @param seconds how long the supernet took for all
     */
    public record Result(
            int networks, double kendall, double spearman, double best, double mean, double most, double seconds) {
        /** As plain values, to be written as JSON. */
        public Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("networks", networks);
            map.put("kendall", kendall);
            map.put("spearman", spearman);
            map.put("best_by_supernet", best);
            map.put("mean", mean);
            map.put("best", most);
            map.put("seconds", seconds);
            return map;
        }
    }

    /** The supernet of a run, asked for the first objective of that run. */
    public static SupernetBenchmark of(Path run) {
        return new SupernetBenchmark(
                run,
                SearchSpace.of(RunSetup.read(run).space()),
                RunHistory.read(run).header().objectives().get(0));
    }

    /**
     * Architectures that are drawn from the space, as far as a table knows them.
     *
     * @param report the table's column; higher is better
     * @param count how many are drawn
     */
    public List<Alone> drawn(ResultsTable table, String report, int count, long seed) {
        TableIndex index = TableIndex.of(table, space, "");
        double[] column = table.numbers(report);
        RandomGenerator random = new Seeds(seed).forSetup();
        Set<Choices> seen = new LinkedHashSet<>();
        List<Alone> known = new ArrayList<>();
        for (int attempt = 0; seen.size() < count && attempt < count * ATTEMPTS; attempt++) {
            Choices choices = space.sample(random);
            if (seen.add(choices)) {
                double score = known(index, column, choices);
                if (!Double.isNaN(score)) {
                    known.add(new Alone(choices, score));
                }
            }
        }
        return known;
    }

    private static double known(TableIndex index, double[] column, Choices choices) {
        try {
            return column[index.row(choices)];
        } catch (InfeasibleException unknown) {
            return Double.NaN;
        }
    }

    /**
     * The architectures that were trained in runs over the same space, one-shot runs with a baseline among them, by their first
     * objective. One that was trained several times counts by its first score.
     */
    public List<Alone> trained(List<Path> runs) {
        Map<Choices, Double> scores = new LinkedHashMap<>();
        for (Path other : runs) {
            for (TrialReport trial : RunHistory.read(other).trials()) {
                if (space.validate(trial.choices()).isEmpty()) {
                    trial.outcome()
                            .reached()
                            .ifPresent(reached -> scores.putIfAbsent(
                                    trial.choices(), reached.all().get(0).gain()));
                }
            }
        }
        List<Alone> known = new ArrayList<>();
        scores.forEach((choices, score) -> known.add(new Alone(choices, score)));
        return known;
    }

    /**
     * Scores architectures in the supernet, and compares.
     *
     * @param progress is told how many are done
     * @throws OptionException if there are fewer than two to compare
     */
    public Result compare(List<Alone> architectures, IntConsumer progress) throws Exception {
        if (architectures.size() < 2) {
            throw new OptionException("There are (" + architectures.size()
                    + ") architectures whose scores alone are known, and a correlation needs two at least. Maybe draw more, or name"
                    + " runs over the same space.");
        }
        double[] shared = new double[architectures.size()];
        double[] alone = architectures.stream().mapToDouble(Alone::score).toArray();
        long start = System.nanoTime();
        try (Evaluation evaluation = open()) {
            for (int i = 0; i < shared.length; i++) {
                Metrics metrics =
                        evaluation.evaluate(space.freeze(architectures.get(i).choices()), new Untrained());
                shared[i] = objective
                        .score(metrics.values().getOrDefault(objective.metric(), Double.NaN))
                        .gain();
                progress.accept(i + 1);
            }
        }
        double seconds = (System.nanoTime() - start) / NANOS;
        double mean = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (double score : alone) {
            mean += score / alone.length;
            most = Math.max(most, score);
        }
        return new Result(
                alone.length,
                Ranks.kendall(shared, alone),
                Ranks.spearman(shared, alone),
                alone[Ranks.fromHighest(shared)[0]],
                mean,
                most,
                seconds);
    }

    private Evaluation open() {
        SupernetEvaluator evaluator = new SupernetEvaluator();
        return evaluator.open(new OpeningRequest(
                Options.parse("evaluator 'supernet'", evaluator.options(), Map.of("run", run.toString())),
                space,
                List.of(objective),
                0,
                Path.of("").toAbsolutePath(),
                Given.nothing(),
                BlockCatalogue.standard(),
                DataSources.standard(),
                EarlierRuns::read));
    }

    /** Nothing is trained: there is nothing to report, to cancel or to keep. */
    private record Untrained() implements TrialContext {
        @Override
        public int trial() {
            return 0;
        }

        @Override
        public long seed() {
            return 0;
        }

        @Override
        public RandomGenerator random() {
            return new Seeds(0).forSetup();
        }

        @Override
        public void report(int step, Metrics metrics) {
            // Nobody listens.
        }

        @Override
        public void checkCancelled() {
            // Nobody cancels.
        }

        @Override
        public OptionalInt steps() {
            return OptionalInt.empty();
        }

        @Override
        public Path checkpointFolder() {
            throw new UnsupportedOperationException("Nothing is trained.");
        }

        @Override
        public Path artifactFolder() {
            throw new UnsupportedOperationException("Nothing is trained.");
        }
    }
}
