package io.lanista.benchmarks.toys;

import io.lanista.api.option.Options;
import io.lanista.api.strategy.Strategy;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.NasRuntimeBuilder;
import io.lanista.runtime.plugin.Lease;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

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

    private static Map<String, double[]> measure(NasRuntime nas, String described, List<Toy> toys, int searches) {
        String[] parts = described.split(",");
        try (Lease<Strategy> lease = nas.lease(Strategy.class, parts[0])) {
            Strategy strategy = lease.get();
            Options options = Options.parse("strategy", strategy.options(), given(parts));
            List<ToyRun> runs = new ArrayList<>();
            for (Toy toy : toys) {
                for (int seed = 0; seed < searches; seed++) {
                    runs.add(new ToyRun(toy, strategy, options, seed));
                }
            }
            List<double[]> regrets =
                    runs.parallelStream().map(run -> run.regrets(BUDGETS)).toList();
            Map<String, double[]> means = new LinkedHashMap<>();
            double share = 1.0 * toys.stream().map(Toy::family).distinct().count() / runs.size();
            for (int run = 0; run < runs.size(); run++) {
                double[] sums = means.computeIfAbsent(runs.get(run).toy().family(), key -> new double[BUDGETS.length]);
                for (int at = 0; at < BUDGETS.length; at++) {
                    sums[at] += regrets.get(run)[at] * share;
                }
            }
            return means;
        }
    }

    static Map<String, Object> given(String[] parts) {
        Map<String, Object> given = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] option = parts[i].split("=", 2);
            Object value = option[1];
            if (option[1].matches("-?\\d+")) {
                value = Long.valueOf(option[1]);
            } else if (option[1].matches("-?\\d*\\.\\d+")) {
                value = Double.valueOf(option[1]);
            } else if (option[1].matches("true|false")) {
                value = Boolean.valueOf(option[1]);
            }
            given.put(option[0], value);
        }
        return given;
    }

    private static void print(String strategy, Map<String, double[]> regrets, Map<String, double[]> first) {
        StringBuilder line = new StringBuilder(strategy).append('\n');
        double[] relative = new double[BUDGETS.length];
        regrets.forEach((family, at) -> {
            line.append(String.format(Locale.ROOT, "  %-14s", family));
            for (int i = 0; i < BUDGETS.length; i++) {
                line.append(String.format(Locale.ROOT, " %6.1f", 1000 * at[i]));
                relative[i] += at[i] / first.getOrDefault(family, at)[i] / regrets.size();
            }
            line.append('\n');
        });
        line.append("  relative to the first:");
        IntStream.range(0, BUDGETS.length).forEach(i -> line.append(String.format(Locale.ROOT, " %.3f", relative[i])));
        System.out.println(line.append(
                String.format(Locale.ROOT, "  mean %.3f", (relative[0] + relative[1] + relative[2]) / BUDGETS.length)));
    }
}
