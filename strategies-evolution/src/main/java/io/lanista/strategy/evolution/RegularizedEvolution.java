package io.lanista.strategy.evolution;

import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.space.Choices;
import io.lanista.api.space.InfeasibleException;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.PastTrial;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The ageing population, oldest member first. */
final class RegularizedEvolution implements Search {
    /** So many rejections in a row are taken for a sign that the neighbourhood is used up, and children go further. */
    private static final int REJECTIONS_PER_FURTHER_MUTATION = 10;

    private record Member(Choices choices, double gain) {}

    private final SearchSpace space;
    private final int size;
    private final int sample;
    private final double crossover;
    private final List<Member> population = new ArrayList<>();
    private final Map<Integer, Choices> running = new HashMap<>();
    private int rejections;

    RegularizedEvolution(SearchRequest request, int size, int sample, double crossover) {
        this.space = request.space();
        this.size = size;
        this.sample = sample;
        this.crossover = crossover;
        for (PastTrial trial : request.past()) {
            join(trial.choices(), trial.outcome());
        }
    }

    @Override
    public Answer ask(Ask ask) {
        boolean full = population.size() + running.size() >= size && !population.isEmpty();
        Choices next = full ? child(ask.random()) : space.sample(ask.random());
        running.put(ask.trial(), next);
        return Answer.tryOut(next);
    }

    private Choices child(RandomGenerator random) {
        Choices parent = parent(random);
        if (random.nextDouble() < crossover) {
            parent = cross(parent, parent(random), random);
        }
        try {
            Choices child = space.mutate(parent, random);
            for (int more = rejections / REJECTIONS_PER_FURTHER_MUTATION; more > 0; more--) {
                child = space.mutate(child, random);
            }
            return child;
        } catch (InfeasibleException e) {
            return space.sample(random); // Nothing allowed lies next to the parent.
        }
    }

    /** The best of a sample that is drawn with replacement; the first drawn, if several are as good. */
    private Choices parent(RandomGenerator random) {
        Member best = population.get(random.nextInt(population.size()));
        for (int drawn = 1; drawn < sample; drawn++) {
            Member member = population.get(random.nextInt(population.size()));
            if (member.gain > best.gain) {
                best = member;
            }
        }
        return best.choices;
    }

    /** Each decision from one of the two, as far as it has it; the first parent if that makes nothing allowed. */
    private Choices cross(Choices mother, Choices father, RandomGenerator random) {
        try {
            Choices crossed = space.walk((decision, answers) -> {
                boolean maternal = random.nextBoolean();
                Object first = (maternal ? mother : father).values().get(decision.label());
                Object second = (maternal ? father : mother).values().get(decision.label());
                Object value = first != null ? first : second;
                return value != null && decision.domain().contains(value)
                        ? value
                        : SearchSpace.uniform(decision.domain(), random);
            });
            return space.validate(crossed).isEmpty() ? crossed : mother;
        } catch (InvalidArchitectureException e) {
            return mother;
        }
    }

    @Override
    public void tell(int trial, Outcome outcome) {
        rejections = 0;
        Choices choices = running.remove(trial);
        if (choices != null) {
            join(choices, outcome);
        }
    }

    @Override
    public void reject(int trial, String reason) {
        running.remove(trial);
        rejections++;
    }

    private void join(Choices choices, Outcome outcome) {
        if (outcome instanceof Outcome.Scored scored
                && !Double.isNaN(scored.score().value())) {
            population.add(new Member(choices, scored.score().gain()));
            if (population.size() > size) {
                population.remove(0);
            }
        }
    }
}
