package io.lanista.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How several strategies did on the same table, seeds and budgets.
 *
 * @param results in the order of the strategies
 */
public record TabularComparison(List<TabularResult> results) {
    /** Copies. */
    public TabularComparison {
        results = List.copyOf(results);
    }

    /**
     * How far two strategies are apart, seed by seed.
     *
     * @param first the name of one
     * @param second the name of the other
     * @param budget where they are compared
     * @param mean the mean of the reported values of the second minus those of the first; of the hypervolumes, where there are several
     *     objectives
     * @param p the two-sided probability of such a difference by chance (Wilcoxon's signed-rank test)
     */
    public record Difference(String first, String second, TableBudget budget, double mean, double p) {
        private Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("first", first);
            map.put("second", second);
            if (budget.simulated()) {
                map.put("seconds", budget.amount());
            } else {
                map.put("evaluations", (int) budget.amount());
            }
            map.put("mean", mean);
            map.put("p", p);
            return map;
        }
    }

    /** Each pair of strategies at each budget. */
    public List<Difference> differences() {
        List<Difference> differences = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            for (int j = i + 1; j < results.size(); j++) {
                for (int at = 0; at < results.get(i).budgets().size(); at++) {
                    differences.add(difference(results.get(i), results.get(j), at));
                }
            }
        }
        return List.copyOf(differences);
    }

    private static Difference difference(TabularResult first, TabularResult second, int at) {
        TabularResult.AtBudget one = first.budgets().get(at);
        TabularResult.AtBudget other = second.budgets().get(at);
        double[] differences = new double[one.compared().size()];
        for (int seed = 0; seed < differences.length; seed++) {
            differences[seed] = other.compared().get(seed) - one.compared().get(seed);
        }
        return new Difference(
                first.strategy(),
                second.strategy(),
                one.budget(),
                Sample.of(differences).mean(),
                SignedRanks.pValue(differences));
    }

    /**
     * As plain maps, lists and numbers, to be written as JSON: the result itself of a single strategy; of several,
     * {@code strategies} and {@code differences}.
     */
    public Map<String, Object> toMap() {
        if (results.size() == 1) {
            return results.get(0).toMap();
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("strategies", results.stream().map(TabularResult::toMap).toList());
        map.put("differences", differences().stream().map(Difference::toMap).toList());
        return map;
    }

    /** As a table for people: one line for each strategy and budget, then the differences with their significance. */
    public String text() {
        StringBuilder text = new StringBuilder();
        int width = results.stream()
                .mapToInt(result -> result.strategy().length())
                .max()
                .orElse(0);
        String row = "%-" + Math.max(8, width) + "s  %10s  %18s  %18s  %8s  %9s%s%n";
        boolean fronts = results.get(0).budgets().get(0).hypervolume().isPresent();
        text.append(String.format(
                Locale.ROOT,
                row,
                "strategy",
                "budget",
                "objective",
                "report",
                "optimum",
                "distinct",
                fronts ? String.format(Locale.ROOT, "  %18s  %8s", "hypervolume", "regret") : ""));
        for (TabularResult result : results) {
            for (TabularResult.AtBudget at : result.budgets()) {
                text.append(String.format(
                        Locale.ROOT,
                        row,
                        result.strategy(),
                        at.budget(),
                        spread(at.objective()),
                        spread(at.report()),
                        String.format(Locale.ROOT, "%.0f %%", 100 * at.optimum()),
                        String.format(Locale.ROOT, "%.1f", at.distinct()),
                        at.hypervolume()
                                .map(volume ->
                                        String.format(Locale.ROOT, "  %18s  %8.5f", spread(volume), 1 - volume.mean()))
                                .orElse("")));
            }
        }
        for (Difference difference : differences()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s - %s at %s: %+.4f (p = %.3g)%n",
                    difference.second,
                    difference.first,
                    difference.budget,
                    difference.mean,
                    difference.p));
        }
        return text.toString();
    }

    private static String spread(Sample sample) {
        return String.format(Locale.ROOT, "%.4f ± %.4f", sample.mean(), sample.std());
    }
}
