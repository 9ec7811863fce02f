package io.lanista.strategy.bandit;

import io.lanista.api.space.Choices;
import io.lanista.api.space.InfeasibleException;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.PastTrial;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Draws evenly from what wasn't tried, and goes through the rest in order when draws find nothing new. */
final class EvenSource implements Source {
    private static final int DRAWS = 200;
    private static final int LISTABLE_BITS = 20;

    private final SearchSpace space;
    private final Set<Choices> tried = new HashSet<>();

    EvenSource(SearchSpace space, List<PastTrial> past) {
        this.space = space;
        past.forEach(trial -> tried.add(trial.choices()));
    }

    @Override
    public Optional<Choices> next(RandomGenerator random) {
        try {
            for (int i = 0; i < DRAWS; i++) {
                Choices drawn = space.sample(random);
                if (!tried.contains(drawn)) {
                    return Optional.of(drawn);
                }
            }
        } catch (InfeasibleException e) {
            return rest(); // Draws hardly ever meet what the constraints allow.
        }
        return rest();
    }

    private Optional<Choices> rest() {
        boolean listable =
                space.size().filter(size -> size.bitLength() <= LISTABLE_BITS).isPresent();
        return listable
                ? space.enumerate().filter(choices -> !tried.contains(choices)).findFirst()
                : Optional.empty();
    }

    @Override
    public void started(int trial, int rung, Choices choices) {
        tried.add(choices);
    }

    @Override
    public void ended(int trial, int rung, Outcome outcome) {
        // Even draws learn nothing.
    }
}
