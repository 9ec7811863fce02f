package io.lanista.strategy.evolution;

import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.PastTrial;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.strategy.parts.Elite;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Goes through the neighbours of what nothing dominates, then of what only that dominates, and so on. */
final class ParetoLocalSearch implements Search {
    private static final int KEPT = 128;

    private final Surroundings surroundings;
    private final Elite<Choices> elite = new Elite<>(KEPT);
    private final Set<Choices> known = new HashSet<>();
    private final Set<Choices> explored = new HashSet<>();
    private final Map<Integer, Choices> running = new HashMap<>();
    private final Deque<Choices> open = new ArrayDeque<>();

    ParetoLocalSearch(SearchRequest request, int neighbours) {
        this.surroundings = new Surroundings(request.space(), neighbours);
        for (PastTrial trial : request.past()) {
            known.add(trial.choices());
            note(trial.choices(), trial.outcome());
        }
    }

    @Override
    public Answer ask(Ask ask) {
        while (true) {
            Choices next = open.poll();
            if (next != null) {
                if (known.add(next)) {
                    running.put(ask.trial(), next);
                    return Answer.tryOut(next);
                }
            } else if (!running.isEmpty()) {
                return Answer.WAIT;
            } else if (!move(ask.random())) {
                return Answer.DONE;
            }
        }
    }

    /** Goes on once all that was proposed has ended. False if there is nowhere to go. */
    private boolean move(RandomGenerator random) {
        Optional<Choices> next = elite.best().stream()
                .map(Elite.Member::item)
                .filter(choices -> !explored.contains(choices))
                .findFirst();
        if (next.isPresent()) {
            explored.add(next.get());
            open.addAll(surroundings.of(next.get(), random));
            return true;
        }
        // What computes the same by other choices may cost differently: only the very same choices are known.
        @Nullable Choices start = surroundings.start(known::contains, random);
        if (start == null) {
            return false;
        }
        open.add(start);
        return true;
    }

    @Override
    public void tell(int trial, Outcome outcome) {
        Choices choices = running.remove(trial);
        if (choices != null) {
            note(choices, outcome);
        }
    }

    private void note(Choices choices, Outcome outcome) {
        outcome.reached().ifPresent(scores -> elite.add(choices, scores));
    }
}
