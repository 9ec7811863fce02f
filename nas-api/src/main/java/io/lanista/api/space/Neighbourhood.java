package io.lanista.api.space;

import io.lanista.api.model.Domain;
import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Choices that differ in one active decision. */
final class Neighbourhood {
    private static final int REAL_STEPS = 21;
    private static final int ATTEMPTS = 1_000;
    private final SearchSpace space;

    Neighbourhood(SearchSpace space) {
        this.space = space;
    }

    /** All values of a finite domain; evenly spaced ones of a range of real numbers. */
    static List<Object> values(Domain domain) {
        if (domain instanceof Domain.RealRange range) {
            return IntStream.range(0, REAL_STEPS)
                    .<Object>mapToObj(step -> range.at(step / (double) (REAL_STEPS - 1)))
                    .toList();
        }
        return domain.values();
    }

    Stream<Choices> stream(Choices choices) {
        if (space.isDynamic()) {
            return space.active(choices).stream().flatMap(decision -> dynamicNeighbours(choices, decision));
        }
        return space.active(choices).stream()
                .flatMap(decision -> values(decision.domain()).stream()
                        .filter(value -> !value.equals(choices.values().get(decision.label())))
                        .flatMap(value -> {
                            SortedMap<Label, Object> fixed = new TreeMap<>(choices.values());
                            fixed.put(decision.label(), value);
                            return Enumeration.of(space.decisions(), fixed);
                        }))
                .filter(neighbour -> space.validate(neighbour).isEmpty());
    }

    /** Behind a changed answer, questions that were not asked before get their first candidate. */
    private Stream<Choices> dynamicNeighbours(Choices choices, Decision changed) {
        return values(changed.domain()).stream()
                .filter(value -> !value.equals(choices.values().get(changed.label())))
                .flatMap(value -> {
                    try {
                        Choices neighbour = space.walk((decision, answers) -> {
                            if (decision.label().equals(changed.label())) {
                                return value;
                            }
                            Object kept = choices.values().get(decision.label());
                            return kept != null && decision.domain().contains(kept)
                                    ? kept
                                    : decision.domain().values().get(0);
                        });
                        return Stream.of(neighbour);
                    } catch (InvalidArchitectureException e) {
                        return Stream.empty();
                    }
                })
                .filter(neighbour -> space.validate(neighbour).isEmpty());
    }

    Choices mutate(Choices choices, RandomGenerator random) {
        List<Decision> changeable = new ArrayList<>(space.active(choices));
        changeable.removeIf(decision -> isFixed(decision.domain()));
        if (changeable.isEmpty()) {
            throw new InfeasibleException("The space has only one architecture, so there is nothing to change.");
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Decision changed = changeable.get(random.nextInt(changeable.size()));
            Object old = SearchSpace.answerOf(choices, changed);
            try {
                Choices mutated = space.walk((decision, answers) -> {
                    if (decision.label().equals(changed.label())) {
                        return different(decision.domain(), old, random);
                    }
                    Object kept = choices.values().get(decision.label());
                    return kept != null && decision.domain().contains(kept)
                            ? kept
                            : SearchSpace.uniform(decision.domain(), random);
                });
                if (space.validate(mutated).isEmpty()) {
                    return mutated;
                }
            } catch (InvalidArchitectureException e) {
                continue; // An invalid mutation: try another one.
            }
        }
        throw new InfeasibleException(
                "None of (" + ATTEMPTS + ") neighbours of " + choices + " is allowed. Maybe loosen the constraint.");
    }

    private static boolean isFixed(Domain domain) {
        return domain instanceof Domain.RealRange range ? range.low() == range.high() : domain.size() < 2;
    }

    private static Object different(Domain domain, Object old, RandomGenerator random) {
        Object value = SearchSpace.uniform(domain, random);
        while (value.equals(old)) {
            value = SearchSpace.uniform(domain, random);
        }
        return value;
    }
}
