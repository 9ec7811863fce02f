package io.lanista.bench;

import io.lanista.api.option.OptionException;
import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Report;
import io.lanista.api.trial.Score;
import io.lanista.api.trial.Scores;
import io.lanista.runtime.experiment.Stopping;
import io.lanista.runtime.race.Evaluations;
import io.lanista.runtime.race.RacingSearch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One search on a table, one evaluation at a time; every proposal is charged, repeats too, and so are looks at contenders. At each
 * budget, the incumbent is remembered: the best by what was observed of the first objective, or, once evaluations of one architecture
 * differ, by what its mean is expected to be; the earlier one of two that are as good; and the front by what was observed. Where the table has rungs, an evaluation reports at each of them, may be stopped there, and is charged for the steps that it
 * made; one that goes on from another is charged for the difference. What has not come to its end can be no incumbent.
 */
final class TableRun {
    /**
     * Where a run stood when a budget was spent.
     *
     * @param row the incumbent's; −1 if nothing was evaluated
     * @param evaluations how many were made
     * @param distinct how many different architectures were evaluated
     * @param front the rows that no other one beats
     */
    record Standing(int row, int evaluations, int distinct, List<Integer> front) {}

    /** An architecture that no other one beats, by what was observed. */
    private record Member(int row, Scores scores) {}

    private final KnownResults results;
    private final OpenedSearch request;
    private final Stopping.Rule stopping;
    private final double reevaluate;
    private final List<TableBudget> open;
    private final Map<TableBudget, Standing> standings = new LinkedHashMap<>();
    private final BitSet seen = new BitSet();
    private final List<Member> front = new ArrayList<>();
    /** How many steps each evaluation made. */
    private final List<Integer> steps = new ArrayList<>();

    private int evaluations;
    private double seconds;
    private int incumbent = -1;
    private @Nullable Score best;

    /**
     * For one search.
     *
     * @param reevaluate the share of the evaluations that look at a contender again
     */
    TableRun(
            KnownResults results,
            OpenedSearch request,
            Stopping.Rule stopping,
            List<TableBudget> budgets,
            double reevaluate) {
        this.results = results;
        this.request = request;
        this.stopping = stopping;
        this.open = new ArrayList<>(budgets);
        this.reevaluate = reevaluate;
    }

    /** The standing at each budget. A search that is done before stands where it ended. */
    Map<TableBudget, Standing> run(Contender contender) {
        try (RacingSearch search = new RacingSearch(
                contender.strategy().open(request),
                request.objectives().get(0),
                reevaluate,
                request.trials(),
                request.fullSteps())) {
            while (search.ask(Ask.of(evaluations, 1, request.forAsk(evaluations))) instanceof Answer.Try candidate) {
                if (!evaluate(search, candidate)) {
                    break;
                }
            }
        }
        settle(Integer.MAX_VALUE, Double.POSITIVE_INFINITY);
        return standings;
    }

    /** Remembers the standing for the budgets that this would exceed. */
    private void settle(int nextEvaluations, double nextSeconds) {
        open.removeIf(budget -> {
            boolean spent = budget.isExceededBy(nextEvaluations, nextSeconds);
            if (spent) {
                standings.put(
                        budget,
                        new Standing(
                                incumbent,
                                evaluations,
                                seen.cardinality(),
                                front.stream().map(Member::row).toList()));
            }
            return spent;
        });
    }

    /** False if nothing can be evaluated any more. */
    private boolean evaluate(RacingSearch search, Answer.Try candidate) {
        int row = results.row(candidate.choices());
        int wanted = candidate.steps().orElse(results.fullSteps());
        int before = candidate.continues().isPresent()
                ? steps.get(candidate.continues().getAsInt())
                : 0;
        List<Map.Entry<Integer, double[]>> rungs = results.rungs().entrySet().stream()
                .filter(rung -> rung.getKey() > before && rung.getKey() <= wanted)
                .toList();
        Outcome outcome = null;
        int made = wanted;
        for (Map.Entry<Integer, double[]> rung : rungs) {
            if (search.isAgain(evaluations)) {
                break;
            }
            Report report = report(row, rung.getKey(), rung.getValue()[row]);
            boolean stops = stopping.onReport(evaluations, report) == Search.Verdict.STOP;
            if (search.onReport(evaluations, report) == Search.Verdict.STOP || stops) {
                outcome = new Outcome.Stopped(report.step(), Optional.of(report.scores()), report.metrics());
                made = report.step();
                break;
            }
        }
        double cost = results.fullSteps() == 0
                ? results.cost()[row]
                : results.cost()[row] * (made - before) / results.fullSteps();
        settle(evaluations + 1, seconds + cost);
        if (open.isEmpty()) {
            return false;
        }
        if (outcome == null) {
            outcome = scored(row, wanted);
        }
        if (!search.isAgain(evaluations)) {
            stopping.onOutcome(evaluations, outcome);
        }
        search.tell(evaluations, outcome);
        Evaluations<Choices> known = search.evaluations();
        if (known.isNoisy()) {
            incumbent = results.row(known.contenders().best().orElseThrow());
        }
        steps.add(made);
        evaluations++;
        seconds += cost;
        seen.set(row);
        settle(evaluations + 1, seconds);
        return !open.isEmpty();
    }

    private Report report(int row, int step, double value) {
        Scores scores = Scores.of(request.objectives(), results.values(row, value));
        return new Report(step, scores, metrics(row, value));
    }

    private Metrics metrics(int row, double value) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        List<Double> values = results.values(row, value);
        for (int i = 0; i < values.size(); i++) {
            metrics.put(request.objectives().get(i).metric(), values.get(i));
        }
        return Metrics.of(metrics);
    }

    private Outcome scored(int row, int wanted) {
        double[] early = wanted < results.fullSteps()
                ? results.rungs().headMap(wanted + 1).values().stream()
                        .reduce((first, second) -> second)
                        .orElseThrow(() -> new OptionException("The strategy asks for (" + wanted
                                + ") steps, and the first rung of the table is after ("
                                + results.rungs().firstKey() + "). Maybe set 'min_steps' to that."))
                : null;
        double observed = early == null ? results.observed(row, request.forNoise(evaluations)) : early[row];
        Scores scores = Scores.of(request.objectives(), results.values(row, observed));
        if (early == null) {
            take(row, scores);
        }
        return Outcome.scored(scores, metrics(row, observed));
    }

    private void take(int row, Scores scores) {
        Score first = scores.all().get(0);
        if (best == null || first.isBetterThan(best)) {
            best = first;
            incumbent = row;
        }
        if (front.stream().noneMatch(member -> member.scores.dominates(scores) || member.scores.equals(scores))) {
            front.removeIf(member -> scores.dominates(member.scores));
            front.add(new Member(row, scores));
        }
    }
}
