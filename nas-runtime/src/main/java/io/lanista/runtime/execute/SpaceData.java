package io.lanista.runtime.execute;

import io.lanista.api.model.Model;
import io.lanista.api.option.OptionException;
import io.lanista.api.space.Constraint;
import io.lanista.api.space.SearchSpace;
import io.lanista.layer.Constraints;
import io.lanista.layer.CostBound;
import io.lanista.layer.LayerCatalogue;
import java.util.List;
import java.util.Optional;

/**
 * A search space as data.
 *
 * @param base its base model
 * @param constraints what its constraints demand, in order, see {@link Constraints#read}
 */
public record SpaceData(Model base, List<String> constraints) {
    /** Copies. */
    public SpaceData {
        constraints = List.copyOf(constraints);
    }

    /**
     * A space as data.
     *
     * @throws OptionException if there is something in it that is code, see {@link #obstacle}
     */
    public static SpaceData of(SearchSpace space) {
        obstacle(space).ifPresent(code -> {
            throw new OptionException(code + ", and other processes can't have it. Maybe use the executor 'inline'.");
        });
        return new SpaceData(
                space.base(),
                space.constraints().stream().map(Constraint::describe).toList());
    }

    /** What keeps a space from being data: a mutator, or a constraint other than a {@link CostBound}; in words. */
    public static Optional<String> obstacle(SearchSpace space) {
        if (!space.furtherMutators().isEmpty()) {
            return Optional.of("The space (" + space.base().name() + ") has the mutator ("
                    + space.furtherMutators().get(0).label() + "), which is code of this program");
        }
        return space.constraints().stream()
                .filter(constraint -> !(constraint instanceof CostBound))
                .findFirst()
                .map(constraint -> "The space (" + space.base().name() + ") has the constraint ("
                        + constraint.describe() + "), which is code of this program");
    }

    /** The space, for these layer types. */
    public SearchSpace space(LayerCatalogue catalogue) {
        SearchSpace space = SearchSpace.of(base);
        for (String demand : constraints) {
            space = space.with(Constraints.read(catalogue, demand)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "The constraint (" + demand + ") can't be read. Maybe its host is another version.")));
        }
        return space;
    }
}
