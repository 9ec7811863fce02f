package io.lanista.oneshot.paths;

import io.lanista.api.model.Domain;
import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.space.Choices;
import io.lanista.api.space.Decision;
import io.lanista.api.space.InfeasibleException;
import io.lanista.api.space.SearchSpace;
import io.lanista.djl.block.NetworkPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * The sandwich rule: the largest architecture first, then the smallest, then random ones, since what lies between two bounds that are
 * trained well does well itself (Yu and Huang 2019, section 3.2). The two ends are found decision by decision, twice over. Constraints
 * are heeded by the random ones alone: the largest is the teacher of all.
 */
final class Sandwich implements PathSampler {
    private static final int ROUNDS = 2;

    private final SearchSpace space;
    private final int between;
    private final Choices largest;
    private final Choices smallest;

    /**
     * @param size of an architecture; it may throw that there is none
     * @param between how many random ones
     */
    Sandwich(SearchSpace space, ToDoubleFunction<Choices> size, int between) {
        this.space = space;
        this.between = between;
        Choices start = space.walk((decision, answers) -> values(decision).get(0));
        this.largest = most(start, size);
        this.smallest = most(start, choices -> -size.applyAsDouble(choices));
    }

    /** Multiply-adds and weights together, so that what costs no time counts, too. */
    static double size(NetworkPlan plan) {
        return (double) plan.flops() + plan.parameters().count();
    }

    private Choices most(Choices start, ToDoubleFunction<Choices> size) {
        Choices best = start;
        double most = known(best, size);
        for (int round = 0; round < ROUNDS; round++) {
            for (Decision decision : space.decisions()) {
                if (best.get(decision.label()).isEmpty() || !decision.domain().isFinite()) {
                    continue; // Not there, or a setting, such as a learning rate, that no size depends on.
                }
                for (Object value : values(decision)) {
                    Choices other = with(best, decision, value);
                    double own = known(other, size);
                    if (own > most) {
                        best = other;
                        most = own;
                    }
                }
            }
        }
        return best;
    }

    private static double known(Choices choices, ToDoubleFunction<Choices> size) {
        try {
            return size.applyAsDouble(choices);
        } catch (InvalidArchitectureException | InfeasibleException e) {
            return Double.NEGATIVE_INFINITY;
        }
    }

    /** Of numbers in order, the two ends. */
    private static List<Object> values(Decision decision) {
        Domain domain = decision.domain();
        List<Object> values = domain.values();
        return domain.isOrdered() ? List.of(values.get(0), values.get(values.size() - 1)) : values;
    }

    private Choices with(Choices choices, Decision changed, Object value) {
        return space.walk((decision, answers) -> decision.label().equals(changed.label())
                ? value
                : choices.get(decision.label())
                        .filter(decision.domain()::contains)
                        .orElseGet(() -> values(decision).get(0)));
    }

    @Override
    public List<Choices> draw(RandomGenerator random) {
        List<Choices> drawn = new ArrayList<>(List.of(largest, smallest));
        for (int i = 0; i < between; i++) {
            drawn.add(space.sample(random));
        }
        return drawn;
    }

    Choices largest() {
        return largest;
    }

    Choices smallest() {
        return smallest;
    }
}
