package io.lanista.strategy.evolution;

import io.lanista.api.option.Options;
import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.PastTrial;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.trial.Scores;
import io.lanista.base.front.Ranking;
import io.lanista.strategy.parts.Proposals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Parents, best first, and the children that ended since they were chosen. */
final class Nsga2 implements Search {
    /** So many children are bred to find a new one; each one changes more. */
    private static final int TRIES = 20;

    private record Member(Choices choices, Scores scores) {}

    private final int size;
    private final double crossover;
    private final double probability;
    private final Breeding breeding;
    private final Proposals proposals;
    private final Map<Integer, Choices> running = new HashMap<>();
    private List<Member> parents = List.of();
    private final List<Member> children = new ArrayList<>();

    Nsga2(SearchRequest request) {
        Options options = request.options();
        size = options.get(Nsga2Strategy.POPULATION).intValue();
        crossover = options.get(Nsga2Strategy.CROSSOVER);
        probability = options.get(Nsga2Strategy.CHANGES)
                / Math.max(1, request.space().decisions().size());
        breeding = new Breeding(request.space());
        // What computes the same by other choices may cost differently.
        proposals = new Proposals(request.space(), request.architectures(), false);
        for (PastTrial trial : request.past()) {
            proposals.add(trial.choices());
            join(trial.choices(), trial.outcome());
        }
    }

    @Override
    public Answer ask(Ask ask) {
        RandomGenerator random = ask.random();
        Optional<Choices> next = parents.isEmpty() ? Optional.empty() : child(random);
        next = next.or(() -> proposals.draw(random));
        if (next.isEmpty()) {
            return running.isEmpty() ? Answer.DONE : Answer.WAIT;
        }
        proposals.add(next.get());
        running.put(ask.trial(), next.get());
        return Answer.tryOut(next.get());
    }

    private Optional<Choices> child(RandomGenerator random) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Choices child = parent(random);
            if (random.nextDouble() < crossover) {
                child = breeding.cross(child, parent(random), random);
            }
            child = breeding.perturb(child, probability, random);
            for (int more = attempt; more > 0 && !proposals.isNew(child); more -= 4) {
                child = breeding.mutate(child, random);
            }
            if (proposals.isNew(child)) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }

    /** The better of two that are drawn; parents are sorted, so that is the one before the other. */
    private Choices parent(RandomGenerator random) {
        int first = random.nextInt(parents.size());
        int second = random.nextInt(parents.size());
        return parents.get(Math.min(first, second)).choices;
    }

    @Override
    public void tell(int trial, Outcome outcome) {
        Choices choices = running.remove(trial);
        if (choices != null) {
            join(choices, outcome);
        }
    }

    private void join(Choices choices, Outcome outcome) {
        if (outcome instanceof Outcome.Scored scored && scored.scores().areFinite()) {
            children.add(new Member(choices, scored.scores()));
            if (children.size() >= size) {
                select();
            }
        }
    }

    /** The best of parents and children are the next parents. */
    private void select() {
        List<Member> all = new ArrayList<>(parents);
        all.addAll(children);
        children.clear();
        parents =
                Ranking.of(all.stream().map(Member::scores).toList(), Scores::gains, Scores::violation)
                        .bestFirst()
                        .stream()
                        .limit(size)
                        .map(all::get)
                        .toList();
    }
}
