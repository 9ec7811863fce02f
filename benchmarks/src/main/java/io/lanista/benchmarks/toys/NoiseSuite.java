package io.lanista.benchmarks.toys;

import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.runtime.race.Evaluations;
import io.lanista.runtime.race.RacingSearch;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What looking again at contenders does on made-up objectives with noise, the suite that its defaults are chosen on. Prints, for each share of the
 * evaluations that look again, by how much the regret of the incumbent at 50, 100 and 200 evaluations of 200 differs from that with the first share: the
 * geometric mean over the families, for noise of so many hundredths of the distance between the best architecture and the mean of even draws.
 *
 * <p>Arguments: the folder of the plug-ins (or {@code -} for the class path), instances of each family, searches on each instance, a
 * strategy, then the shares: {@code tpe 0 0.1 0.2}.
 */
public final class NoiseSuite {
    private static final int[] BUDGETS = {50, 100, 200};
    private static final double[] NOISES = {0.02, 0.05, 0.1};

    /** Added to each regret, so that those that are nearly nothing don't decide. */
    private static final double NEGLIGIBLE = 0.005;

    private NoiseSuite() {}

    /** Runs the suite. */
    public static void main(String[] arguments) {
        int instances = Integer.parseInt(arguments[1]);
        int searches = Integer.parseInt(arguments[2]);
        ToyStrategy.each(arguments[0], List.of(arguments[3]), strategy -> {
            for (double noise : NOISES) {
                List<Toy> toys = toys(instances, noise);
                Regrets first = null;
                for (int i = 4; i < arguments.length; i++) {
                    double share = Double.parseDouble(arguments[i]);
                    Regrets regrets = Regrets.of(
                            toys,
                            searches,
                            toy -> seed -> regrets(new ToyRun(toy, Toy.OBJECTIVES, strategy, seed), share));
                    first = first == null ? regrets : first;
                    print(noise, share, regrets, first);
                }
            }
        });
    }

    /** Those without noise of their own, and without the plateaus, where much is best. */
    private static List<Toy> toys(int instances, double noise) {
        return Toys.instances(instances).stream()
                .filter(toy -> toy.noise() == 0 && !toy.family().equals("plateau"))
                .map(toy -> toy.noisy(noise))
                .toList();
    }

    private static double[] regrets(ToyRun run, double share) {
        Toy toy = run.toy();
        ToyEvaluations evaluations = new ToyEvaluations(run);
        double[] regrets = new double[BUDGETS.length];
        int last = BUDGETS[BUDGETS.length - 1];
        int next = 0;
        try (RacingSearch search =
                new RacingSearch(run.open(), run.objective(), share, OptionalInt.of(last), OptionalInt.empty())) {
            for (int trial = 0; trial < last; trial++) {
                if (search.ask(Ask.of(trial, 1, run.seeds().forAsk(trial))) instanceof Answer.Try candidate) {
                    search.tell(trial, evaluations.evaluate(candidate.choices()));
                }
                if (trial + 1 == BUDGETS[next]) {
                    Evaluations<Choices> known = search.evaluations();
                    Choices best = known.contenders().best().orElse(Choices.NONE);
                    regrets[next++] =
                            known.isNoisy() ? toy.regret(toy.truth().applyAsDouble(best)) : evaluations.regret();
                }
            }
        }
        return regrets;
    }

    private static void print(double noise, double share, Regrets regrets, Regrets first) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "noise %.2f  share %.2f ", noise, share));
        for (int at = 0; at < BUDGETS.length; at++) {
            double sum = 0;
            for (Map.Entry<String, double[]> family : regrets.families().entrySet()) {
                double before = first.beside(family.getKey(), family.getValue())[at];
                sum += Math.log((family.getValue()[at] + NEGLIGIBLE) / (before + NEGLIGIBLE));
            }
            line.append(String.format(
                    Locale.ROOT, " %.3f", Math.exp(sum / regrets.families().size())));
        }
        System.out.println(line);
    }
}
