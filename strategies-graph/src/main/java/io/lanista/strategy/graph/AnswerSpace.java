package io.lanista.strategy.graph;

import io.lanista.api.model.Domain;
import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import io.lanista.api.space.Decision;
import io.lanista.api.space.SearchSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Choices as numbers, so that it can be said how far they are apart: from 0 to 1 for numbers, on their own scale; 1 for different
 * categories, and where only one of the two has the decision; and for each element that one of two subsets has and the other
 * hasn't, one over the size of the larger. Decisions of dynamic mutators get their numbers as they turn up. Confined to one thread.
 */
final class AnswerSpace {
    /** The numbers of a decision begin at {@code first}; {@code codes} numbers categories as they turn up. */
    private record Block(Domain domain, int first, int width, Map<Object, Integer> codes) {}

    private final SearchSpace space;
    private final Map<Label, Block> blocks = new HashMap<>();
    private final List<Boolean> places = new ArrayList<>();
    private final List<Double> weights = new ArrayList<>();

    AnswerSpace(SearchSpace space) {
        this.space = space;
        space.decisions().forEach(this::block);
    }

    private Block block(Decision decision) {
        return blocks.computeIfAbsent(decision.label(), label -> {
            Domain domain = decision.domain();
            int width = domain instanceof Domain.SomeOf some ? some.candidates() : 1;
            Block block = new Block(domain, places.size(), width, new HashMap<>());
            for (int i = 0; i < width; i++) {
                places.add(domain.isOrdered());
                weights.add(domain instanceof Domain.SomeOf some ? 1.0 / (2 * Math.max(1, some.max())) : 1.0);
            }
            return block;
        });
    }

    /** The numbers of choices; NaN where a decision isn't active. */
    double[] numbers(Choices choices) {
        if (space.isDynamic()) {
            space.active(choices).forEach(this::block);
        }
        double[] numbers = new double[places.size()];
        Arrays.fill(numbers, Double.NaN);
        choices.values().forEach((label, value) -> {
            Block block = blocks.get(label);
            if (block != null && value instanceof List<?> subset && block.domain instanceof Domain.SomeOf) {
                Arrays.fill(numbers, block.first, block.first + block.width, 0);
                subset.forEach(element -> numbers[block.first + ((Long) element).intValue()] = 1);
            } else if (block != null) {
                numbers[block.first] = block.domain.isOrdered() && block.domain.contains(value)
                        ? place(block.domain, value)
                        : block.codes.computeIfAbsent(value, unseen -> block.codes.size());
            }
        });
        return numbers;
    }

    /** How far choices are apart, by their numbers: the sum over the decisions. */
    double distance(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            double one = i < left.length ? left[i] : Double.NaN;
            double other = i < right.length ? right[i] : Double.NaN;
            if (one != other && !(Double.isNaN(one) && Double.isNaN(other))) {
                boolean near = places.get(i) && !Double.isNaN(one) && !Double.isNaN(other);
                sum += near ? Math.abs(one - other) : weights.get(i);
            }
        }
        return sum;
    }

    /** Where a number lies in an ordered domain, from 0 to 1. */
    static double place(Domain domain, Object value) {
        if (domain instanceof Domain.RealRange range) {
            return range.fraction((Double) value);
        }
        double steps = Math.max(1, domain.size() - 1);
        if (domain instanceof Domain.IntRange range) {
            double from = ((Long) value - range.low()) / (double) range.step();
            return range.log() && steps > 0
                    ? StrictMath.log((Long) value / (double) range.low())
                            / Math.max(1e-12, StrictMath.log(range.high() / (double) range.low()))
                    : from / steps;
        }
        return domain.values().indexOf(value) / steps;
    }
}
