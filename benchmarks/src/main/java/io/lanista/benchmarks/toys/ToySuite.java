package io.lanista.benchmarks.toys;

import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Search;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Compares strategies on made-up objectives, the suite that defaults are chosen on. Prints, for each strategy, the mean regret of
 * the incumbent at 50, 100 and 200 evaluations on each family, in thousandths of the distance between the best architecture and
 * the mean of even draws; and, over all families, the mean of these regrets relative to those of the first strategy.
 *
 * <p>Arguments: the folder of the plug-ins (or {@code -} for the class path), instances of each family, searches on each instance,
 * then the strategies: {@code random tpe tpe,candidates=48}.
 */
public final class ToySuite {
    private static final int[] BUDGETS = {50, 100, 200};

    private ToySuite() {}

    /** Runs the suite. */
    public static void main(String[] arguments) {
        List<Toy> toys = Toys.instances(Integer.parseInt(arguments[1]));
        int searches = Integer.parseInt(arguments[2]);
        compare(
                arguments,
                " %6.1f",
                strategy -> Regrets.of(
                        toys, searches, toy -> seed -> regrets(new ToyRun(toy, Toy.OBJECTIVES, strategy, seed))));
    }

    /** Prints the regrets of each strategy that the arguments name from the fourth on, beside those of the first. */
    static void compare(String[] arguments, String format, Function<ToyStrategy, Regrets> measure) {
        List<Regrets> all = new ArrayList<>();
        ToyStrategy.each(arguments[0], Arrays.asList(arguments).subList(3, arguments.length), strategy -> {
            Regrets regrets = measure.apply(strategy);
            all.add(regrets);
            System.out.println(strategy.described() + '\n' + regrets.table(format, all.get(0)));
        });
    }

    /** The regret of the incumbent, chosen by what was observed. */
    private static double[] regrets(ToyRun run) {
        double[] regrets = new double[BUDGETS.length];
        ToyEvaluations evaluations = new ToyEvaluations(run);
        int next = 0;
        try (Search search = run.open()) {
            for (int trial = 0; next < BUDGETS.length; trial++) {
                if (search.ask(Ask.of(trial, 1, run.seeds().forAsk(trial))) instanceof Answer.Try candidate) {
                    search.tell(trial, evaluations.evaluate(candidate.choices()));
                }
                if (trial + 1 == BUDGETS[next]) {
                    regrets[next++] = evaluations.regret();
                }
            }
        }
        return regrets;
    }
}
