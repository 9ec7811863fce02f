package io.lanista.benchmarks.toys;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Mean regrets after so many evaluations, by the families of toys.
 *
 * @param families for each family, one mean for each number of evaluations
 */
record Regrets(Map<String, double[]> families) {
    /** Runs a strategy so many times on each toy, on all processors. */
    static Regrets of(List<Toy> toys, int searches, Function<Toy, Function<Long, double[]>> search) {
        record Run(Toy toy, long seed) {}
        List<Run> runs = new ArrayList<>();
        for (Toy toy : toys) {
            for (long seed = 0; seed < searches; seed++) {
                runs.add(new Run(toy, seed));
            }
        }
        List<double[]> regrets = runs.parallelStream()
                .map(run -> search.apply(run.toy).apply(run.seed))
                .toList();
        double share = 1.0 * toys.stream().map(Toy::family).distinct().count() / runs.size();
        Map<String, double[]> means = new LinkedHashMap<>();
        for (int run = 0; run < runs.size(); run++) {
            double[] each = regrets.get(run);
            double[] sums = means.computeIfAbsent(runs.get(run).toy.family(), key -> new double[each.length]);
            for (int at = 0; at < each.length; at++) {
                sums[at] += each[at] * share;
            }
        }
        return new Regrets(means);
    }

    /** The regrets of a family in the same place of others; this family's own if the others lack it. */
    double[] beside(String family, double[] own) {
        return families.getOrDefault(family, own);
    }

    /** A line for each family in thousandths, and the means over all families relative to those of others. */
    String table(String format, Regrets others) {
        StringBuilder lines = new StringBuilder();
        double[] relative = new double[families.values().iterator().next().length];
        families.forEach((family, regrets) -> {
            lines.append(String.format(Locale.ROOT, "  %-14s", family));
            for (int at = 0; at < regrets.length; at++) {
                lines.append(String.format(Locale.ROOT, format, 1000 * regrets[at]));
                relative[at] += regrets[at] / others.beside(family, regrets)[at] / families.size();
            }
            lines.append('\n');
        });
        lines.append("  relative to the first:");
        double sum = 0;
        for (double each : relative) {
            lines.append(String.format(Locale.ROOT, " %.3f", each));
            sum += each;
        }
        return lines.append(String.format(Locale.ROOT, "  mean %.3f", sum / relative.length))
                .toString();
    }
}
