package io.lanista.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one strategy did.
 *
 * @param strategy its name with its options
 * @param budgets in the order in which they were asked for
 */
public record TabularResult(String strategy, List<AtBudget> budgets) {
    /** Copies. */
    public TabularResult {
        budgets = List.copyOf(budgets);
    }

    /**
     * How it stood when a budget was spent.
     *
     * @param budget which one
     * @param objective the incumbents' objective, without noise, over the seeds
     * @param report what is reported of the incumbents, over the seeds
     * @param optimum the share of seeds whose incumbent has the best reported value of the table
     * @param evaluations how many evaluations there were, in the mean
     * @param distinct how many different architectures were evaluated, in the mean
     * @param reported what is reported of each seed's incumbent, by seed
     * @param hypervolumes of each seed's front, as shares of the table's own; only where there are several objectives
     */
    public record AtBudget(
            TableBudget budget,
            Sample objective,
            Sample report,
            double optimum,
            double evaluations,
            double distinct,
            List<Double> reported,
            Optional<List<Double>> hypervolumes) {
        /** Copies. */
        public AtBudget {
            reported = List.copyOf(reported);
            hypervolumes = hypervolumes.map(List::copyOf);
        }

        /** The hypervolume over the seeds, as a share of the table's own; only where there are several objectives. */
        public Optional<Sample> hypervolume() {
            return hypervolumes.map(each ->
                    Sample.of(each.stream().mapToDouble(Double::doubleValue).toArray()));
        }

        /** What strategies are compared by, seed by seed: hypervolumes where there are several objectives, else what is reported. */
        List<Double> compared() {
            return hypervolumes.orElse(reported);
        }

        private Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            if (budget.simulated()) {
                map.put("seconds", budget.amount());
                map.put("evaluations", evaluations);
            } else {
                map.put("evaluations", (long) budget.amount());
            }
            map.put("seeds", reported.size());
            map.put("objective", spread(objective));
            Map<String, Object> report = spread(this.report);
            report.put("stderr", this.report.stderr());
            map.put("report", report);
            map.put("optimum", optimum);
            map.put("distinct", distinct);
            hypervolume().ifPresent(volume -> {
                Map<String, Object> shown = spread(volume);
                shown.put("stderr", volume.stderr());
                map.put("hypervolume", shown);
                map.put("regret", spread(new Sample(1 - volume.mean(), volume.std(), volume.count())));
            });
            return map;
        }

        private static Map<String, Object> spread(Sample sample) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("mean", sample.mean());
            map.put("std", sample.std());
            return map;
        }
    }

    /** As plain maps, lists and numbers, to be written as JSON. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("strategy", strategy);
        map.put("budgets", budgets.stream().map(AtBudget::toMap).toList());
        return map;
    }
}
