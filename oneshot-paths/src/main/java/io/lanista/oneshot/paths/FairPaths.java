package io.lanista.oneshot.paths;

import io.lanista.api.model.Domain;
import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import io.lanista.api.space.Decision;
import io.lanista.api.space.SearchSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Strict fairness: as many paths as the largest choice has candidates, in which every decision goes through its candidates without
 * replacement. A decision with fewer candidates begins anew, in another order, when it has gone through all; one that is not active
 * in a path has no turn in it. Choices of inputs, whose candidates are sets, are drawn in the same way, and don't add paths.
 *
 * <p>Constraints are not heeded: a candidate that only heavy architectures have must be trained as often as any other, or their
 * comparison is not fair. The search afterwards heeds them.
 */
final class FairPaths implements PathSampler {
    private final SearchSpace space;
    private final int paths;

    FairPaths(SearchSpace space) {
        this.space = space;
        this.paths = space.decisions().stream()
                .map(Decision::domain)
                .filter(Domain.OneOf.class::isInstance)
                .mapToInt(Domain::size)
                .max()
                .orElse(1);
    }

    @Override
    public List<Choices> draw(RandomGenerator random) {
        Map<Label, List<Object>> turns = new HashMap<>();
        List<Choices> drawn = new ArrayList<>();
        for (int i = 0; i < paths; i++) {
            drawn.add(space.walk((decision, answers) -> next(decision, turns, random)));
        }
        return drawn;
    }

    private static Object next(Decision decision, Map<Label, List<Object>> turns, RandomGenerator random) {
        List<Object> left = turns.computeIfAbsent(decision.label(), key -> new ArrayList<>());
        if (left.isEmpty()) {
            left.addAll(decision.domain().values());
        }
        return left.remove(random.nextInt(left.size()));
    }
}
