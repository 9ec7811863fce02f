package io.lanista.strategy.evolution;

import io.lanista.api.space.Architectures;
import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.PastTrial;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Climbs to the best neighbour, step by step. */
final class LocalSearch implements Search {
    private final Surroundings surroundings;
    private final Architectures architectures;
    /** The gain of all that ended, by their classes; minus infinity for what failed. */
    private final Map<Object, Double> known = new HashMap<>();

    private final Map<Integer, Choices> running = new HashMap<>();
    private final Map<Integer, Choices> ended = new HashMap<>();
    /** Where the search stands: at first a start that isn't evaluated yet. */
    private @Nullable Choices here;
    /** The neighbours of where it stands, once that is evaluated; empty before. */
    private List<Choices> neighbours = List.of();
    /** Those of them that are still to be proposed. */
    private final Deque<Choices> open = new ArrayDeque<>();

    LocalSearch(SearchRequest request, int neighbours) {
        this.architectures = request.architectures();
        this.surroundings = new Surroundings(request.space(), neighbours);
        for (PastTrial trial : request.past()) {
            known.merge(architectures.classOf(trial.choices()), gain(trial.outcome()), Math::max);
        }
    }

    @Override
    public Answer ask(Ask ask) {
        while (true) {
            Choices next = open.poll();
            if (next != null) {
                if (!known.containsKey(architectures.classOf(next))) {
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
        Choices best = here;
        if (best != null && neighbours.isEmpty()) {
            return look(best, random) || start(random);
        }
        for (Choices neighbour : neighbours) {
            if (best != null && gain(neighbour) > gain(best)) {
                best = neighbour;
            }
        }
        if (best == null || best.equals(here)) {
            return start(random);
        }
        return look(best, random) || start(random);
    }

    private double gain(Choices choices) {
        return known.getOrDefault(architectures.classOf(choices), Double.NEGATIVE_INFINITY);
    }

    /** Stands there, and lists the neighbours. False if the start has failed, or has no neighbours. */
    private boolean look(Choices choices, RandomGenerator random) {
        if (gain(choices) == Double.NEGATIVE_INFINITY) {
            return false;
        }
        here = choices;
        neighbours = surroundings.of(choices, random);
        open.addAll(neighbours);
        return !neighbours.isEmpty();
    }

    private boolean start(RandomGenerator random) {
        here = surroundings.start(choices -> known.containsKey(architectures.classOf(choices)), random);
        neighbours = List.of();
        if (here == null) {
            return false;
        }
        open.add(here);
        return true;
    }

    @Override
    public void tell(int trial, Outcome outcome) {
        Choices choices = running.remove(trial);
        if (choices != null) {
            known.put(architectures.classOf(choices), gain(outcome));
            ended.put(trial, choices);
        }
    }

    @Override
    public void revise(int trial, Outcome mean) {
        Choices choices = ended.get(trial);
        if (choices != null) {
            known.put(architectures.classOf(choices), gain(mean));
        }
    }

    private static double gain(Outcome outcome) {
        if (outcome instanceof Outcome.Scored scored) {
            return scored.score().gain();
        }
        return outcome instanceof Outcome.Stopped stopped && stopped.score().isPresent()
                ? stopped.score().get().gain()
                : Double.NEGATIVE_INFINITY;
    }
}
