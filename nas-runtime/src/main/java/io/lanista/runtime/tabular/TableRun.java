package io.lanista.runtime.tabular;

import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Score;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One search on a table, one evaluation at a time; every proposal is charged, repeats too. At each budget, the incumbent is
 * remembered: the best by what was observed, the earlier one of two that are as good.
 */
final class TableRun {
    /**
     * Where a run stood when a budget was spent.
     *
     * @param row the incumbent's; −1 if nothing was evaluated
     * @param evaluations how many were made
     * @param distinct how many different architectures were evaluated
     */
    record Standing(int row, int evaluations, int distinct) {}

    private final KnownResults results;
    private final OpenedSearch request;
    private final List<TableBudget> open;
    private final Map<TableBudget, Standing> standings = new LinkedHashMap<>();
    private final BitSet seen = new BitSet();
    private int evaluations;
    private double seconds;
    private int incumbent = -1;
    private @Nullable Score best;

    TableRun(KnownResults results, OpenedSearch request, List<TableBudget> budgets) {
        this.results = results;
        this.request = request;
        this.open = new ArrayList<>(budgets);
    }

    /** The standing at each budget. A search that is done before stands where it ended. */
    Map<TableBudget, Standing> run(Contender contender) {
        try (Search search = contender.strategy().open(request)) {
            while (search.ask(new Ask(evaluations, 1, request.forAsk(evaluations))) instanceof Answer.Try candidate) {
                int row = results.row(candidate.choices());
                settle(evaluations + 1, seconds + results.cost()[row]);
                if (open.isEmpty()) {
                    break;
                }
                evaluate(search, row);
                settle(evaluations + 1, seconds);
                if (open.isEmpty()) {
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
                standings.put(budget, new Standing(incumbent, evaluations, seen.cardinality()));
            }
            return spent;
        });
    }

    private void evaluate(Search search, int row) {
        double observed = results.observed(row, request.forNoise(evaluations));
        Score score = request.objective().score(observed);
        search.tell(
                evaluations,
                new Outcome.Scored(score, Metrics.of(request.objective().metric(), observed)));
        evaluations++;
        seconds += results.cost()[row];
        seen.set(row);
        if (best == null || score.isBetterThan(best)) {
            best = score;
            incumbent = row;
        }
    }
}
