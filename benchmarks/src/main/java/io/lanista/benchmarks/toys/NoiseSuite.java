package io.lanista.benchmarks.toys;

import io.lanista.api.option.Options;
import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Strategy;
import io.lanista.api.trial.Metrics;
import io.lanista.base.random.Seeds;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.NasRuntimeBuilder;
import io.lanista.runtime.plugin.Lease;
import io.lanista.runtime.race.Evaluations;
import io.lanista.runtime.race.RacingSearch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

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
        NasRuntimeBuilder builder = NasRuntime.builder();
        if (!arguments[0].equals("-")) {
            builder.plugins(Path.of(arguments[0]));
        }
        String[] described = arguments[3].split(",");
        try (NasRuntime nas = builder.build();
                Lease<Strategy> lease = nas.lease(Strategy.class, described[0])) {
            Strategy strategy = lease.get();
            Options options = Options.parse("strategy", strategy.options(), ToySuite.given(described));
            for (double noise : NOISES) {
                List<Toy> toys = toys(instances, noise);
                Map<String, double[]> first = null;
                for (int i = 4; i < arguments.length; i++) {
                    double share = Double.parseDouble(arguments[i]);
                    Map<String, double[]> regrets = regrets(toys, strategy, options, searches, share);
                    first = first == null ? regrets : first;
                    print(noise, share, regrets, first);
                }
            }
        }
    }

    /** Those without noise of their own, and without the plateaus, where much is best. */
    private static List<Toy> toys(int instances, double noise) {
        return Toys.instances(instances).stream()
                .filter(toy -> toy.noise() == 0 && !toy.family().equals("plateau"))
                .map(toy -> toy.noisy(noise))
                .toList();
    }

    /** The mean regrets of each family. */
    private static Map<String, double[]> regrets(
            List<Toy> toys, Strategy strategy, Options options, int searches, double share) {
        List<ToyRun> runs = new ArrayList<>();
        for (Toy toy : toys) {
            for (int seed = 0; seed < searches; seed++) {
                runs.add(new ToyRun(toy, strategy, options, seed));
            }
        }
        List<double[]> each =
                runs.parallelStream().map(run -> regrets(run, share)).toList();
        Map<String, double[]> means = new LinkedHashMap<>();
        double weight = 1.0 * toys.stream().map(Toy::family).distinct().count() / runs.size();
        for (int run = 0; run < runs.size(); run++) {
            double[] sums = means.computeIfAbsent(runs.get(run).toy().family(), key -> new double[BUDGETS.length]);
            for (int at = 0; at < BUDGETS.length; at++) {
                sums[at] += each.get(run)[at] * weight;
            }
        }
        return means;
    }

    private static double[] regrets(ToyRun run, double share) {
        Toy toy = run.toy();
        Seeds seeds = new Seeds(run.seed());
        RandomGenerator noise = seeds.generator(Seeds.OTHER_USES, 0);
        double[] regrets = new double[BUDGETS.length];
        double observedBest = Double.NEGATIVE_INFINITY;
        double regret = 1;
        int last = BUDGETS[BUDGETS.length - 1];
        int next = 0;
        try (RacingSearch search = new RacingSearch(
                run.strategy().open(run), run.objective(), share, OptionalInt.of(last), OptionalInt.empty())) {
            for (int trial = 0; trial < last; trial++) {
                Answer answer = search.ask(Ask.of(trial, 1, seeds.forAsk(trial)));
                if (answer instanceof Answer.Try candidate) {
                    double value = toy.truth().applyAsDouble(candidate.choices());
                    double observed = value + noise.nextGaussian() * toy.noise() * (toy.best() - toy.typical());
                    if (observed > observedBest) {
                        observedBest = observed;
                        regret = toy.regret(value);
                    }
                    search.tell(trial, Outcome.scored(run.objective().score(observed), Metrics.of("value", observed)));
                }
                if (trial + 1 == BUDGETS[next]) {
                    Evaluations known = search.evaluations();
                    Choices best = known.contenders().best().orElse(Choices.NONE);
                    regrets[next++] = known.isNoisy() ? toy.regret(toy.truth().applyAsDouble(best)) : regret;
                }
            }
        }
        return regrets;
    }

    private static void print(double noise, double share, Map<String, double[]> regrets, Map<String, double[]> first) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "noise %.2f  share %.2f ", noise, share));
        for (int at = 0; at < BUDGETS.length; at++) {
            double sum = 0;
            for (Map.Entry<String, double[]> family : regrets.entrySet()) {
                double before = first.getOrDefault(family.getKey(), family.getValue())[at];
                sum += Math.log((family.getValue()[at] + NEGLIGIBLE) / (before + NEGLIGIBLE));
            }
            line.append(String.format(Locale.ROOT, " %.3f", Math.exp(sum / regrets.size())));
        }
        System.out.println(line);
    }
}
