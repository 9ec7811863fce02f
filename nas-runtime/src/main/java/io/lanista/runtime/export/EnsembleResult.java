package io.lanista.runtime.export;

import io.lanista.api.trial.Direction;
import io.lanista.api.trial.Objective;
import io.lanista.djl.train.TrainedNetwork;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * An ensemble that was made of a run's trials.
 *
 * @param objective by which it was chosen
 * @param weights how much each trial counts, by its number; together 1
 * @param candidates how many trials there were to choose from
 * @param chosenOn by how many examples it was chosen
 * @param setApart whether these were set apart for the choice, so that no network was stopped or scored by them
 * @param single what the best trial alone measures on the test part, with intervals; empty if its networks are gone
 * @param together what the ensemble measures there, with intervals
 * @param singleCost of the best trial's networks; nothing if they are gone
 * @param cost of all its networks together
 */
public record EnsembleResult(
        Objective objective,
        SortedMap<Integer, Double> weights,
        int candidates,
        int chosenOn,
        boolean setApart,
        Map<String, Double> single,
        Map<String, Double> together,
        Cost singleCost,
        Cost cost) {
    /**
     * What networks cost.
     *
     * @param parameters of all of them together
     * @param flops multiply-accumulates of all of them together, for one example
     */
    public record Cost(long parameters, long flops) {
        static final Cost NONE = new Cost(0, 0);

        static Cost of(List<TrainedNetwork> networks) {
            return new Cost(
                    networks.stream()
                            .mapToLong(network -> network.plan().parameters().count())
                            .sum(),
                    networks.stream()
                            .mapToLong(network -> network.plan().flops())
                            .sum());
        }

        Cost and(Cost other) {
            return new Cost(parameters + other.parameters, flops + other.flops);
        }
    }

    /** By how much the ensemble is better than the best trial alone, by the objective on the test part; less than 0 if it is worse. */
    public OptionalDouble gain() {
        Double alone = single.get(objective.metric());
        Double all = together.get(objective.metric());
        if (alone == null || all == null) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(objective.direction() == Direction.MAXIMIZE ? all - alone : alone - all);
    }

    /** How many times the multiply-accumulates of the best trial alone it takes for an example. */
    public OptionalDouble timesTheCost() {
        return singleCost.flops() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) cost.flops() / singleCost.flops());
    }
}
