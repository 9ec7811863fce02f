package io.lanista.api.space;

import io.lanista.api.model.Domain;
import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Label;
import io.lanista.base.count.Variables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Choices that differ in one active decision. */
final class Neighbourhood {
    private static final int REAL_STEPS = 21;
    private static final int ATTEMPTS = 1_000;
    private final SearchSpace space;
    private final Variables<Label, Object> variables;

    Neighbourhood(SearchSpace space, Variables<Label, Object> variables) {
        this.space = space;
        this.variables = variables;
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
        return space.active(choices).stream()
                .flatMap(decision -> values(decision.domain()).stream()
                        .filter(value -> !value.equals(choices.values().get(decision.label())))
                        .flatMap(value -> behind(choices, decision, value)))
                .filter(neighbour -> space.validate(neighbour).isEmpty());
    }

    /** Where questions depend on answers, those that were not asked before get their first candidate. */
    private Stream<Choices> behind(Choices choices, Decision decision, Object value) {
        if (!space.isDynamic()) {
            Map<Label, Object> fixed = new HashMap<>(choices.values());
            fixed.put(decision.label(), value);
            return variables.all(fixed).map(Choices::of);
        }
        try {
            return Stream.of(changed(
                    choices,
                    decision,
                    domain -> value,
                    domain -> domain.values().get(0)));
        } catch (InvalidArchitectureException e) {
            return Stream.empty();
        }
    }

    /**
     * @param value answers the changed decision
     * @param otherwise answers those whose answer can't be kept
     */
    private Choices changed(
            Choices choices, Decision changed, Function<Domain, Object> value, Function<Domain, Object> otherwise) {
        return space.walk((decision, answers) -> {
            if (decision.label().equals(changed.label())) {
                return value.apply(decision.domain());
            }
            Object kept = choices.values().get(decision.label());
            return kept != null && decision.domain().contains(kept) ? kept : otherwise.apply(decision.domain());
        });
    }

    Choices mutate(Choices choices, RandomGenerator random) {
        List<Decision> changeable = new ArrayList<>(space.active(choices));
        changeable.removeIf(decision -> isFixed(decision.domain()));
        if (changeable.isEmpty()) {
            throw new InfeasibleException("The space has only one architecture, so there is nothing to change.");
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Decision decision = changeable.get(random.nextInt(changeable.size()));
            Object old = SearchSpace.answerOf(choices, decision);
            try {
                Choices mutated = changed(
                        choices,
                        decision,
                        domain -> different(domain, old, random),
                        domain -> SearchSpace.uniform(domain, random));
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
