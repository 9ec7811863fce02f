package io.lanista.strategy.evolution;

import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.space.Choices;
import io.lanista.api.space.InfeasibleException;
import io.lanista.api.space.SearchSpace;
import java.util.random.RandomGenerator;

/** How children come of their parents. */
final class Breeding {
    private final SearchSpace space;

    Breeding(SearchSpace space) {
        this.space = space;
    }

    /** Each decision from one of the two, as far as it has it; the first parent if that makes nothing allowed. */
    Choices cross(Choices mother, Choices father, RandomGenerator random) {
        try {
            Choices crossed = space.walk((decision, answers) -> {
                boolean maternal = random.nextBoolean();
                Object first = (maternal ? mother : father).values().get(decision.label());
                Object second = (maternal ? father : mother).values().get(decision.label());
                Object value = first != null ? first : second;
                return value != null && decision.domain().contains(value)
                        ? value
                        : SearchSpace.uniform(decision.domain(), random);
            });
            return space.validate(crossed).isEmpty() ? crossed : mother;
        } catch (InvalidArchitectureException e) {
            return mother;
        }
    }

    /** Each decision is drawn anew with this probability; the same choices if that makes nothing allowed. */
    Choices perturb(Choices choices, double probability, RandomGenerator random) {
        try {
            Choices changed = space.walk((decision, answers) -> {
                Object kept = choices.values().get(decision.label());
                boolean draws = random.nextDouble() < probability;
                return !draws && kept != null && decision.domain().contains(kept)
                        ? kept
                        : SearchSpace.uniform(decision.domain(), random);
            });
            return space.validate(changed).isEmpty() ? changed : choices;
        } catch (InvalidArchitectureException e) {
            return choices;
        }
    }

    /** One decision changed to another value; an even draw, if nothing allowed lies next to these choices. */
    Choices mutate(Choices choices, RandomGenerator random) {
        try {
            return space.mutate(choices, random);
        } catch (InfeasibleException e) {
            return space.sample(random);
        }
    }
}
