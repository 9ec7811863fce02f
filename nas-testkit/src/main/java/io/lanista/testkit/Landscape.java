package io.lanista.testkit;

import io.lanista.api.model.Domain;
import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import io.lanista.api.space.Decision;
import io.lanista.api.space.SearchSpace;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * An objective for any space, to be maximised: the mean of one number from 0 to 1 for each active decision. A category
 * has a number of its own; on a range of numbers, one point is best, and the number falls evenly on both sides of it.
 *
 * @param space whose choices it measures
 * @param seed says where the best points are
 */
public record Landscape(SearchSpace space, long seed) implements ToDoubleFunction<Choices> {
    @Override
    public double applyAsDouble(Choices choices) {
        List<Decision> active = space.active(choices);
        double sum = 0;
        for (Decision decision : active) {
            sum += worth(decision, choices.get(decision.label()).orElseThrow());
        }
        return active.isEmpty() ? 0 : sum / active.size();
    }

    private double worth(Decision decision, Object value) {
        Domain domain = decision.domain();
        long decisionSeed = seed(decision.label());
        if (!domain.isOrdered()) {
            return TestSeeds.fraction(decisionSeed, domain.values().indexOf(value));
        }
        double best = TestSeeds.fraction(decisionSeed, 0);
        return 1 - Math.abs(place(domain, (Number) value) - best) / Math.max(best, 1 - best);
    }

    /** Where a number lies in its domain, from 0 to 1. */
    private static double place(Domain domain, Number value) {
        if (domain instanceof Domain.RealRange range) {
            return range.fraction(value.doubleValue());
        }
        int size = domain.size();
        if (domain instanceof Domain.IntRange range && range.log()) {
            return size == 1
                    ? 0
                    : Math.log(value.doubleValue() / range.low()) / Math.log((double) range.high() / range.low());
        }
        return size == 1 ? 0 : domain.values().indexOf(value) / (size - 1.0);
    }

    private long seed(Label label) {
        return TestSeeds.mix(seed, label.value().hashCode());
    }
}
