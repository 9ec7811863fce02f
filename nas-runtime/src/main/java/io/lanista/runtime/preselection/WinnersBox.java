package io.lanista.runtime.preselection;

import io.lanista.api.model.Domain;
import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import io.lanista.api.space.Decision;
import io.lanista.api.space.SearchSpace;
import io.lanista.base.random.Seeds;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The box that good architectures span: of a decision's answers those that one of them has and, of numbers, all between the smallest and
 * the largest. A decision that none of them answers is free.
 */
public final class WinnersBox {
    private static final int DRAW = Seeds.OTHER_USES + 22;
    private static final int TRIES = 20;

    private final Map<Label, Set<Object>> answers = new LinkedHashMap<>();

    private WinnersBox(Stream<Choices> winners) {
        winners.forEach(choices -> choices.values()
                .forEach((label, answer) -> answers.computeIfAbsent(label, any -> new LinkedHashSet<>())
                        .add(answer)));
    }

    /**
     * The first trials of a search: the best one of each run, as far as the space has it, and then others from the box. What comes out
     * follows from the arguments.
     *
     * @param runs the best architectures of each run, the best first
     * @param count how many; there are fewer where the box has fewer
     * @param seed the experiment's
     */
    public static List<Choices> first(List<List<Choices>> runs, SearchSpace space, int count, long seed) {
        Set<Choices> first = new LinkedHashSet<>();
        for (List<Choices> run : runs) {
            run.stream()
                    .filter(choices -> space.validate(choices).isEmpty())
                    .findFirst()
                    .filter(choices -> first.size() < count)
                    .ifPresent(first::add);
        }
        WinnersBox box = new WinnersBox(runs.stream().flatMap(List::stream));
        RandomGenerator random = new Seeds(seed).generator(DRAW, 0);
        for (int i = 0; i < TRIES * count && first.size() < count; i++) {
            box.draw(space, random).ifPresent(first::add);
        }
        return List.copyOf(first);
    }

    private Optional<Choices> draw(SearchSpace space, RandomGenerator random) {
        try {
            Choices drawn = space.walk((decision, before) -> pick(decision, random));
            return space.validate(drawn).isEmpty() ? Optional.of(drawn) : Optional.empty();
        } catch (InvalidArchitectureException impossible) {
            return Optional.empty(); // A mutation that can't be applied after these answers.
        }
    }

    private Object pick(Decision decision, RandomGenerator random) {
        Domain domain = decision.domain();
        List<Object> seen = answers.getOrDefault(decision.label(), Set.of()).stream()
                .filter(domain::contains)
                .toList();
        return seen.isEmpty()
                ? SearchSpace.uniform(domain, random)
                : domain.match(
                        listed -> seen.get(random.nextInt(seen.size())),
                        subset -> seen.get(random.nextInt(seen.size())),
                        whole -> SearchSpace.uniform(between(whole, seen), random),
                        real -> SearchSpace.uniform(between(real, seen), random));
    }

    private static Domain between(Domain.IntRange range, List<Object> seen) {
        long low = seen.stream().mapToLong(Long.class::cast).min().orElseThrow();
        long high = seen.stream().mapToLong(Long.class::cast).max().orElseThrow();
        return new Domain.IntRange(low, high, range.step(), range.log());
    }

    private static Domain between(Domain.RealRange range, List<Object> seen) {
        double low = seen.stream().mapToDouble(Double.class::cast).min().orElseThrow();
        double high = seen.stream().mapToDouble(Double.class::cast).max().orElseThrow();
        return new Domain.RealRange(low, high, range.log());
    }
}
