package io.lanista.benchmarks.toys;

import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Scores;
import io.lanista.base.random.Seeds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Compares strategies on made-up pairs of objectives whose fronts are known, the suite that defaults for several objectives are
 * chosen on. Prints, for each strategy, the mean hypervolume regret at 100, 200 and 500 evaluations on each family, in thousandths;
 * and the mean over families relative to the first strategy. Arguments as those of {@link ToySuite}.
 */
public final class FrontSuite {
    private static final int[] BUDGETS = {100, 200, 500};

    private FrontSuite() {}

    /** Runs the suite. */
    public static void main(String[] arguments) {
        Map<Toy, FrontToy> toys = new LinkedHashMap<>();
        for (Toy toy : Toys.listable(Integer.parseInt(arguments[1]))) {
            toys.put(toy, FrontToy.of(toy, new Seeds(toys.size()).forSetup()));
        }
        int searches = Integer.parseInt(arguments[2]);
        ToySuite.compare(
                arguments,
                " %7.2f",
                strategy -> Regrets.of(
                        List.copyOf(toys.keySet()),
                        searches,
                        toy -> seed -> regrets(
                                new ToyRun(toy, FrontToy.OBJECTIVES, strategy, seed),
                                Objects.requireNonNull(toys.get(toy)))));
    }

    private static double[] regrets(ToyRun run, FrontToy toy) {
        double[] regrets = new double[BUDGETS.length];
        List<double[]> found = new ArrayList<>();
        int next = 0;
        try (Search search = run.open()) {
            for (int trial = 0; next < BUDGETS.length; trial++) {
                if (search.ask(Ask.of(trial, 1, run.seeds().forAsk(trial))) instanceof Answer.Try candidate) {
                    double[] gains = Objects.requireNonNull(toy.values().get(candidate.choices()));
                    found.add(gains);
                    Scores scores = Scores.of(FrontToy.OBJECTIVES, List.of(gains[0], -gains[1]));
                    search.tell(
                            trial, Outcome.scored(scores, Metrics.of(Map.of("value", gains[0], "cost", -gains[1]))));
                }
                if (trial + 1 == BUDGETS[next]) {
                    regrets[next++] = toy.regret(found);
                }
            }
        }
        return regrets;
    }
}
