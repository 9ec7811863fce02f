package io.lanista.strategy.random;

import io.lanista.api.space.Choices;
import io.lanista.api.space.InfeasibleException;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.PastTrial;
import io.lanista.api.strategy.Search;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Draws until something new comes up. Where that takes many draws, little is left: then what is left is listed and
 * shuffled, which is just as even, and ends exactly.
 */
final class RandomSearch implements Search {
    /** So many draws in a row that give nothing new are a sign that little is left: less than a third, most likely. */
    private static final int DRAWS_BEFORE_LISTING = 20;

    /** Larger spaces are not listed; nobody gets through them by evaluating. */
    private static final BigInteger LISTABLE = BigInteger.valueOf(1_000_000);

    /**
     * Where a space can't be listed, it counts as exhausted after so many draws in a row without anything new: by then
     * less than one percent is left (with a chance of error of 1 in 23,000).
     */
    private static final int DRAWS_BEFORE_DONE = 1_000;

    private final SearchSpace space;
    private final boolean listable;
    private final Set<Choices> seen = new HashSet<>();
    private @Nullable Deque<Choices> rest;

    RandomSearch(SearchSpace space, List<PastTrial> past) {
        this.space = space;
        this.listable =
                space.size().filter(size -> size.compareTo(LISTABLE) <= 0).isPresent();
        past.forEach(trial -> seen.add(trial.choices()));
    }

    @Override
    public Answer ask(Ask ask) {
        Choices next = next(ask.random());
        return next == null ? Answer.DONE : Answer.tryOut(next);
    }

    private @Nullable Choices next(RandomGenerator random) {
        if (rest != null) {
            return rest.poll();
        }
        for (int draw = 0; draw < DRAWS_BEFORE_DONE; draw++) {
            if (listable && draw == DRAWS_BEFORE_LISTING) {
                return list(random).poll();
            }
            Choices drawn = draw(random);
            if (drawn == null) {
                return list(random).poll();
            }
            if (seen.add(drawn)) {
                return drawn;
            }
        }
        return null;
    }

    /** A draw, or null where the constraints leave so little that drawing finds nothing and listing has to. */
    private @Nullable Choices draw(RandomGenerator random) {
        try {
            return space.sample(random);
        } catch (InfeasibleException e) {
            if (listable) {
                return null;
            }
            throw e;
        }
    }

    private Deque<Choices> list(RandomGenerator random) {
        List<Choices> left = new ArrayList<>(
                space.enumerate().filter(choices -> !seen.contains(choices)).toList());
        for (int i = left.size() - 1; i > 0; i--) {
            Collections.swap(left, i, random.nextInt(i + 1)); // Fisher and Yates: every order is as likely.
        }
        Deque<Choices> listed = new ArrayDeque<>(left);
        rest = listed;
        return listed;
    }

    @Override
    public void tell(int trial, Outcome outcome) {
        // Nothing is learnt from results.
    }
}
