package io.lanista.benchmarks.toys;

import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.Search.Verdict;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.Report;
import io.lanista.api.trial.Score;
import io.lanista.api.trial.Scores;
import io.lanista.base.random.Seeds;
import io.lanista.runtime.experiment.Stopping;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * What stopping rules save and lose, on made-up learning curves whose ends are those of made-up objectives. A curve rises like
 * {@code (1 + t/τ)^-p}, which is none of those that are fitted, with a delay, a power and noise of its own. Prints, for each strategy
 * and rule, the share of epochs that is saved, how many trials were stopped that would have been the best so far, and the regret of
 * the incumbent.
 *
 * <p>Arguments: the folder of the plug-ins (or {@code -} for the class path), searches on each of two instances of each family, then
 * the strategies.
 */
public final class CurveSuite {
    private static final int TRIALS = 60;
    private static final int EPOCHS = 30;
    private static final int CURVES = Seeds.OTHER_USES + 1;

    private CurveSuite() {}

    /** Runs the suite. */
    public static void main(String[] arguments) {
        Map<String, Stopping> rules = new LinkedHashMap<>();
        rules.put("none", Stopping.NONE);
        rules.put("median", Stopping.median(4, 5));
        rules.put("curve", Stopping.curve(4, 5, 0.02));
        List<Toy> toys = Toys.instances(2);
        int searches = Integer.parseInt(arguments[1]);
        ToyStrategy.each(
                arguments[0],
                Arrays.asList(arguments).subList(2, arguments.length),
                strategy -> rules.forEach((rule, stopping) -> System.out.println(
                        strategy.described() + " " + rule + ": " + measure(strategy, stopping, toys, searches))));
    }

    /** What came of many searches. */
    private static final class Tally {
        private long epochs;
        private long all;
        private int winners;
        private int lost;
        private double regret;
        private int searches;

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "saved %.2f, lost %d of %d winners, regret %.3f",
                    1 - epochs / (double) all,
                    lost,
                    winners,
                    regret / searches);
        }
    }

    private static Tally measure(ToyStrategy strategy, Stopping stopping, List<Toy> toys, int searches) {
        Tally tally = new Tally();
        for (Toy toy : toys) {
            for (int seed = 0; seed < searches; seed++) {
                search(toy, strategy, stopping.open(), seed, tally);
            }
        }
        return tally;
    }

    private static void search(Toy toy, ToyStrategy strategy, Stopping.Rule rule, long seed, Tally tally) {
        Seeds seeds = new Seeds(seed);
        double best = Double.NEGATIVE_INFINITY;
        double regret = 1;
        try (Search search = new ToyRun(toy, Toy.OBJECTIVES, strategy, seed).open()) {
            for (int trial = 0; trial < TRIALS; trial++) {
                if (!(search.ask(Ask.of(trial, 1, seeds.forAsk(trial))) instanceof Answer.Try candidate)) {
                    break;
                }
                double truth = toy.regret(toy.truth().applyAsDouble(candidate.choices()));
                IntToDoubleFunction curve = curve(0.9 - 0.4 * truth, seeds.generator(CURVES, trial));
                Outcome outcome = train(trial, curve, rule, tally);
                rule.onOutcome(trial, outcome);
                search.tell(trial, outcome);
                boolean wins = curve.applyAsDouble(EPOCHS) > best;
                tally.winners += wins ? 1 : 0;
                if (wins && outcome instanceof Outcome.Scored) {
                    best = curve.applyAsDouble(EPOCHS);
                    regret = truth;
                } else {
                    tally.lost += wins ? 1 : 0;
                }
            }
        }
        tally.regret += regret;
        tally.searches++;
        tally.all += (long) TRIALS * EPOCHS;
    }

    private static IntToDoubleFunction curve(double end, RandomGenerator random) {
        double delay = 1 + 5 * random.nextDouble();
        double power = 0.6 + 1.4 * random.nextDouble();
        double[] noise = random.doubles(EPOCHS + 1, -0.01, 0.01).toArray();
        return step -> end - (end - 0.1) * StrictMath.pow(1 + step / delay, -power) + noise[step];
    }

    private static Outcome train(int trial, IntToDoubleFunction curve, Stopping.Rule rule, Tally tally) {
        Objective objective = Objective.maximize("value");
        for (int step = 1; step <= EPOCHS; step++) {
            tally.epochs++;
            Score score = objective.score(curve.applyAsDouble(step));
            Metrics metrics = Metrics.of("value", score.value());
            if (rule.onReport(trial, new Report(step, Scores.of(score), metrics)) == Verdict.STOP) {
                return new Outcome.Stopped(step, Optional.of(Scores.of(score)), metrics);
            }
        }
        double end = curve.applyAsDouble(EPOCHS);
        return Outcome.scored(objective.score(end), Metrics.of("value", end));
    }
}
