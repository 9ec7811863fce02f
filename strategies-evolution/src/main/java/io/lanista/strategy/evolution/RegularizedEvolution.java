package io.lanista.strategy.evolution;

import io.lanista.api.space.Choices;
import io.lanista.api.space.InfeasibleException;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.PastTrial;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.trial.Scores;
import io.lanista.base.front.Ranking;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The ageing population, oldest member first. */
final class RegularizedEvolution implements Search {
    /** So many rejections in a row are taken for a sign that the neighbourhood is used up, and children go further. */
    private static final int REJECTIONS_PER_FURTHER_MUTATION = 10;

    private record Member(int trial, Choices choices, Scores scores) {}

    /** Stands for the trials of an earlier run. */
    private static final int PAST = -1;

    private final SearchSpace space;
    private final Breeding breeding;
    private final int size;
    private final int sample;
    private final double crossover;
    private final List<Member> population = new ArrayList<>();
    private final Map<Integer, Choices> running = new HashMap<>();
    private int rejections;

    RegularizedEvolution(SearchRequest request, int size, int sample, double crossover) {
        this.space = request.space();
        this.breeding = new Breeding(space);
        this.size = size;
        this.sample = sample;
        this.crossover = crossover;
        for (PastTrial trial : request.past()) {
            join(PAST, trial.choices(), trial.outcome());
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
            parent = breeding.cross(parent, parent(random), random);
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

    /**
     * The best of a sample that is drawn with replacement; the first drawn, if several are as good. With several objectives: of the
     * first non-dominated layer, the loneliest.
     */
    private Choices parent(RandomGenerator random) {
        List<Member> drawn = new ArrayList<>();
        for (int i = 0; i < sample; i++) {
            drawn.add(population.get(random.nextInt(population.size())));
        }
        Ranking ranking = Ranking.of(drawn.stream().map(Member::scores).toList(), Scores::gains, Scores::violation);
        return drawn.get(ranking.bestFirst().get(0)).choices;
    }

    @Override
    public void tell(int trial, Outcome outcome) {
        rejections = 0;
        Choices choices = running.remove(trial);
        if (choices != null) {
            join(trial, choices, outcome);
        }
    }

    @Override
    public void reject(int trial, String reason) {
        running.remove(trial);
        rejections++;
    }

    /** A member that is still there has a better founded score. */
    @Override
    public void revise(int trial, Outcome mean) {
        mean.reached()
                .ifPresent(scores -> population.replaceAll(
                        member -> member.trial == trial ? new Member(trial, member.choices, scores) : member));
    }

    private void join(int trial, Choices choices, Outcome outcome) {
        if (outcome instanceof Outcome.Scored scored
                && scored.scores().all().stream().noneMatch(score -> Double.isNaN(score.value()))) {
            population.add(new Member(trial, choices, scored.scores()));
            if (population.size() > size) {
                population.remove(0);
            }
        }
    }
}
