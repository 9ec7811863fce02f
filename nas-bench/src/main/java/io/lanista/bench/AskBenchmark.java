package io.lanista.bench;

import io.lanista.api.model.Domain;
import io.lanista.api.model.Label;
import io.lanista.api.model.Model;
import io.lanista.api.model.ModelBuilder;
import io.lanista.api.model.Value;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.Scores;
import io.lanista.base.random.Seeds;
import io.lanista.layer.LayerArchitectures;
import io.lanista.layer.LayerCatalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Times a strategy's answers while its history grows, on a space of categorical decisions with a made-up objective: the mean of
 * one fixed number for each decision and candidate.
 *
 * @param decisions how many decisions there are
 * @param candidates how many candidates each one has
 * @param trials how many answers are timed
 * @param seed of the search and of the objective
 * @param objectives how many objectives there are, each with numbers of its own
 */
public record AskBenchmark(int decisions, int candidates, int trials, long seed, int objectives) {
    /** After one objective. */
    public AskBenchmark(int decisions, int candidates, int trials, long seed) {
        this(decisions, candidates, trials, seed, 1);
    }

    /** The time at a trial is the median of so many answers up to it, since single ones jump. */
    private static final int WINDOW = 100;

    /** Checks. */
    public AskBenchmark {
        if (decisions < 1 || candidates < 2 || trials < 1 || objectives < 1) {
            throw new IllegalArgumentException(
                    "An ask benchmark needs a decision, two candidates, a trial and an objective, and has (" + decisions
                            + "), (" + candidates + "), (" + trials + ") and (" + objectives + ").");
        }
    }

    /**
     * What was measured.
     *
     * @param strategy its name with its options
     * @param p50Millis the median time of an answer
     * @param p99Millis the time that one in a hundred answers exceeds
     * @param totalSeconds the sum of the times of all asks and tells
     * @param byTrial the time of an answer in milliseconds, by the number of trials before
     */
    public record Timing(
            String strategy, double p50Millis, double p99Millis, double totalSeconds, Map<Integer, Double> byTrial) {
        /** As plain maps, lists and numbers, to be written as JSON. */
        public Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("p50_ms", p50Millis);
            map.put("p99_ms", p99Millis);
            map.put("total_s", totalSeconds);
            List<List<Number>> points = new ArrayList<>();
            byTrial.forEach((trial, millis) -> points.add(List.of(trial, millis)));
            map.put("by_trial", points);
            return map;
        }
    }

    /** Runs one search; a search that is done before is timed as far as it goes. */
    public Timing run(Contender contender) {
        SearchSpace space = space();
        List<Objective> sought = IntStream.range(0, objectives)
                .mapToObj(index -> Objective.maximize("objective" + index))
                .toList();
        OpenedSearch request = new OpenedSearch(
                space,
                new LayerArchitectures(space, LayerCatalogue.standard()),
                contender.options(),
                sought,
                new Seeds(seed),
                OptionalInt.of(trials),
                OptionalInt.empty());
        double[] millis = new double[trials];
        int made = 0;
        long total = 0;
        try (Search search = contender.strategy().open(request)) {
            while (made < trials) {
                Ask ask = Ask.of(made, 1, request.forAsk(made));
                long before = System.nanoTime();
                Answer answer = search.ask(ask);
                long answered = System.nanoTime() - before;
                if (!(answer instanceof Answer.Try candidate)) {
                    break;
                }
                Map<String, Double> values = new LinkedHashMap<>();
                for (int index = 0; index < objectives; index++) {
                    values.put("objective" + index, value(candidate.choices(), index));
                }
                Metrics metrics = Metrics.of(values);
                Outcome outcome = Outcome.scored(Scores.of(sought, metrics).orElseThrow(), metrics);
                before = System.nanoTime();
                search.tell(made, outcome);
                total += answered + System.nanoTime() - before;
                millis[made++] = answered / 1e6;
            }
        }
        double[] all = Arrays.copyOf(millis, made);
        return new Timing(contender.name(), quantile(all, 0.5), quantile(all, 0.99), total / 1e9, byTrial(all));
    }

    private SearchSpace space() {
        ModelBuilder builder = Model.named("ask").input("x", 1);
        List<Object> values = IntStream.range(0, candidates)
                .<Object>mapToObj(index -> "c" + index)
                .toList();
        for (int i = 0; i < decisions; i++) {
            builder.setting("d" + i, new Value.ValueChoice(Label.of("d" + i), new Domain.OneOf(values)));
        }
        return SearchSpace.of(builder.build());
    }

    private double value(Choices choices, int objective) {
        return choices.values().entrySet().stream()
                .mapToDouble(answer -> {
                    long mixed = (answer.getKey().hashCode() * 31L
                                    + answer.getValue().hashCode()
                                    + seed
                                    + 7919L * objective)
                            * 0x9E3779B97F4A7C15L;
                    return (mixed >>> 11) * 0x1.0p-53;
                })
                .average()
                .orElse(0);
    }

    private static Map<Integer, Double> byTrial(double[] millis) {
        Map<Integer, Double> points = new LinkedHashMap<>();
        for (int at = 100; at <= millis.length; at *= 10) {
            points.put(at, quantile(Arrays.copyOfRange(millis, at - WINDOW, at), 0.5));
        }
        points.put(
                millis.length,
                quantile(Arrays.copyOfRange(millis, Math.max(0, millis.length - WINDOW), millis.length), 0.5));
        return points;
    }

    private static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0
                ? Double.NaN
                : sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }
}
