package io.lanista.strategy.parts;

import io.lanista.api.space.Architectures;
import io.lanista.api.space.Choices;
import io.lanista.api.space.InfeasibleException;
import io.lanista.api.space.SearchSpace;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What a search has proposed, so that it proposes nothing twice. Confined to one thread. */
public final class Proposals {
    /** So many draws in a row that bring nothing new mean that little is left. */
    private static final int DRAWS = 200;

    /** Larger spaces are not gone through to find what is left; nobody gets through them by evaluating. */
    private static final int LISTABLE_BITS = 21;

    private final SearchSpace space;
    private final Architectures architectures;
    private final boolean distinct;
    private final Set<Choices> proposed = new HashSet<>();
    private final Set<Object> classes = new HashSet<>();

    /**
     * Nothing was proposed yet.
     *
     * @param distinct whether choices that come to an earlier architecture, by other names, are not new either
     */
    public Proposals(SearchSpace space, Architectures architectures, boolean distinct) {
        this.space = space;
        this.architectures = architectures;
        this.distinct = distinct;
    }

    /** Takes note of a proposal. */
    public void add(Choices choices) {
        proposed.add(choices);
        if (distinct) {
            classes.add(architectures.classOf(choices));
        }
    }

    /** Whether neither these choices were proposed, nor others that come to the same architecture. */
    public boolean isNew(Choices choices) {
        return !proposed.contains(choices) && !(distinct && classes.contains(architectures.classOf(choices)));
    }

    /**
     * New choices, drawn evenly; where draws find none, and the space isn't too large, the first that weren't proposed.
     *
     * @return empty if nothing is left, or so little that it isn't found
     */
    public Optional<Choices> draw(RandomGenerator random) {
        try {
            for (int i = 0; i < DRAWS; i++) {
                Choices choices = space.sample(random);
                if (isNew(choices)) {
                    return Optional.of(choices);
                }
            }
        } catch (InfeasibleException e) {
            return firstUnproposed(); // The constraints leave so little that draws don't meet it.
        }
        return firstUnproposed();
    }

    private Optional<Choices> firstUnproposed() {
        boolean listable =
                space.size().filter(size -> size.bitLength() <= LISTABLE_BITS).isPresent();
        return listable
                ? space.enumerate()
                        .filter(choices -> !proposed.contains(choices))
                        .findFirst()
                : Optional.empty();
    }
}
