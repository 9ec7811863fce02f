package io.lanista.strategy.evolution;

import io.lanista.api.space.Choices;
import io.lanista.api.space.InfeasibleException;
import io.lanista.api.space.SearchSpace;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Where a local search can go: neighbours, and new starts. */
final class Surroundings {
    /** Larger spaces are not listed to find a start; nobody gets through them by evaluating. */
    private static final BigInteger LISTABLE = BigInteger.valueOf(1_000_000);

    /** So many draws in a row that are all known mean that little is left. */
    private static final int DRAWS = 100;

    private final SearchSpace space;
    private final int most;

    Surroundings(SearchSpace space, int most) {
        this.space = space;
        this.most = most;
    }

    /** The neighbours in random order; so many drawn at random, if there are more than that. */
    List<Choices> of(Choices choices, RandomGenerator random) {
        List<Choices> all = new ArrayList<>(
                space.neighbours(choices).distinct().limit(most + 1L).toList());
        if (all.size() > most) {
            return drawn(choices, random);
        }
        for (int i = all.size() - 1; i > 0; i--) {
            Collections.swap(all, i, random.nextInt(i + 1)); // Fisher and Yates: every order is as likely.
        }
        return all;
    }

    private List<Choices> drawn(Choices choices, RandomGenerator random) {
        Set<Choices> drawn = new LinkedHashSet<>();
        for (int draw = 0; draw < 2 * most; draw++) {
            if (drawn.size() < most) {
                drawn.add(space.mutate(choices, random));
            }
        }
        return List.copyOf(drawn);
    }

    /** A random architecture that isn't known yet, or null if none is left. */
    @Nullable Choices start(Predicate<Choices> known, RandomGenerator random) {
        try {
            for (int draw = 0; draw < DRAWS; draw++) {
                Choices drawn = space.sample(random);
                if (!known.test(drawn)) {
                    return drawn;
                }
            }
        } catch (InfeasibleException e) {
            if (!isListable()) {
                throw e;
            }
        }
        return isListable() ? fromTheRest(known, random) : null;
    }

    private boolean isListable() {
        return space.size().filter(size -> size.compareTo(LISTABLE) <= 0).isPresent();
    }

    private @Nullable Choices fromTheRest(Predicate<Choices> known, RandomGenerator random) {
        List<Choices> rest =
                space.enumerate().filter(choices -> !known.test(choices)).toList();
        return rest.isEmpty() ? null : rest.get(random.nextInt(rest.size()));
    }
}
