package io.lanista.benchmarks.toys;

import io.lanista.api.option.Options;
import io.lanista.api.space.Architectures;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.PastTrial;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.strategy.Strategy;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.Scores;
import io.lanista.base.random.Seeds;
import io.lanista.layer.LayerArchitectures;
import io.lanista.layer.LayerCatalogue;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.NasRuntimeBuilder;
import io.lanista.runtime.plugin.Lease;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

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
        List<FrontToy> toys = new ArrayList<>();
        for (Toy toy : Toys.listable(Integer.parseInt(arguments[1]))) {
            toys.add(FrontToy.of(toy, new Seeds(toys.size()).forSetup()));
        }
        int searches = Integer.parseInt(arguments[2]);
        NasRuntimeBuilder builder = NasRuntime.builder();
        if (!arguments[0].equals("-")) {
            builder.plugins(Path.of(arguments[0]));
        }
        try (NasRuntime nas = builder.build()) {
            Map<String, double[]> first = null;
            for (int i = 3; i < arguments.length; i++) {
                Map<String, double[]> regrets = measure(nas, arguments[i], toys, searches);
                first = first == null ? regrets : first;
                print(arguments[i], regrets, first);
            }
        }
    }

    private static Map<String, double[]> measure(NasRuntime nas, String described, List<FrontToy> toys, int searches) {
        String[] parts = described.split(",");
        try (Lease<Strategy> lease = nas.lease(Strategy.class, parts[0])) {
            Strategy strategy = lease.get();
            Options options = Options.parse("strategy", strategy.options(), ToySuite.given(parts));
            List<Run> runs = new ArrayList<>();
            for (FrontToy toy : toys) {
                for (int seed = 0; seed < searches; seed++) {
                    runs.add(new Run(toy, options, seed));
                }
            }
            List<double[]> regrets =
                    runs.parallelStream().map(run -> run.regrets(strategy)).toList();
            Map<String, double[]> means = new LinkedHashMap<>();
            double share = 1.0
                    * toys.stream().map(toy -> toy.toy().family()).distinct().count()
                    / runs.size();
            for (int run = 0; run < runs.size(); run++) {
                String family = runs.get(run).toy.toy().family();
                double[] sums = means.computeIfAbsent(family, key -> new double[BUDGETS.length]);
                for (int at = 0; at < BUDGETS.length; at++) {
                    sums[at] += regrets.get(run)[at] * share;
                }
            }
            return means;
        }
    }

    private static void print(String strategy, Map<String, double[]> regrets, Map<String, double[]> first) {
        StringBuilder line = new StringBuilder(strategy).append('\n');
        double[] relative = new double[BUDGETS.length];
        regrets.forEach((family, at) -> {
            line.append(String.format(Locale.ROOT, "  %-14s", family));
            for (int i = 0; i < BUDGETS.length; i++) {
                line.append(String.format(Locale.ROOT, " %7.2f", 1000 * at[i]));
                relative[i] += at[i] / first.getOrDefault(family, at)[i] / regrets.size();
            }
            line.append('\n');
        });
        line.append("  relative to the first:");
        for (double at : relative) {
            line.append(String.format(Locale.ROOT, " %.3f", at));
        }
        System.out.println(line);
    }

    private record Run(FrontToy toy, Options options, long seed) implements SearchRequest {
        double[] regrets(Strategy strategy) {
            double[] regrets = new double[BUDGETS.length];
            List<double[]> found = new ArrayList<>();
            int next = 0;
            try (Search search = strategy.open(this)) {
                for (int trial = 0; next < BUDGETS.length; trial++) {
                    Answer answer = search.ask(Ask.of(trial, 1, new Seeds(seed).forAsk(trial)));
                    if (answer instanceof Answer.Try candidate) {
                        double[] gains = Objects.requireNonNull(toy.values().get(candidate.choices()));
                        found.add(gains);
                        Scores scores = Scores.of(FrontToy.OBJECTIVES, List.of(gains[0], -gains[1]));
                        search.tell(
                                trial,
                                Outcome.scored(scores, Metrics.of(Map.of("value", gains[0], "cost", -gains[1]))));
                    }
                    if (trial + 1 == BUDGETS[next]) {
                        regrets[next++] = toy.regret(found);
                    }
                }
            }
            return regrets;
        }

        @Override
        public SearchSpace space() {
            return toy.toy().space();
        }

        @Override
        public Architectures architectures() {
            return new LayerArchitectures(space(), LayerCatalogue.standard());
        }

        @Override
        public List<Objective> objectives() {
            return FrontToy.OBJECTIVES;
        }

        @Override
        public RandomGenerator random() {
            return new Seeds(seed).forSetup();
        }

        @Override
        public OptionalInt trials() {
            return OptionalInt.empty();
        }

        @Override
        public int parallelism() {
            return 1;
        }

        @Override
        public OptionalInt fullSteps() {
            return OptionalInt.empty();
        }

        @Override
        public List<PastTrial> past() {
            return List.of();
        }
    }
}
