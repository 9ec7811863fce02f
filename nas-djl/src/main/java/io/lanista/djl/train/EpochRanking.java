package io.lanista.djl.train;

import io.lanista.api.trial.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Says which of two epochs of a trial is better. An example: the search maximises {@code accuracy}, so an epoch of .98 is better
 * than one of .97; of two epochs of .98, the one with the lower {@code loss} is.
 *
 * @param order the metrics to compare, each if those before it are equal
 */
record EpochRanking(List<Objective> order) {
    EpochRanking {
        order = List.copyOf(order);
    }

    /** By what the search is after, as far as epochs differ in it; then by the problem's metrics. */
    static EpochRanking of(List<Objective> objectives, Problem problem) {
        List<Objective> order = new ArrayList<>();
        objectives.stream()
                .filter(objective ->
                        objective.metric().equals(TrainingEvaluation.TRAIN_LOSS) || problem.measures(objective))
                .forEach(order::add);
        order.addAll(problem.metrics());
        return new EpochRanking(order);
    }

    /** Whether an epoch is better than an earlier one. What isn't a number is worse than any number. */
    boolean isBetter(Map<String, Double> later, Map<String, Double> earlier) {
        for (Objective objective : order) {
            int compared = objective
                    .score(later.getOrDefault(objective.metric(), Double.NaN))
                    .compareTo(objective.score(earlier.getOrDefault(objective.metric(), Double.NaN)));
            if (compared != 0) {
                return compared > 0;
            }
        }
        return false;
    }
}
