package io.lanista.strategy.graph;

import io.lanista.api.space.Architectures;
import io.lanista.api.space.Choices;
import io.lanista.api.space.InfeasibleException;
import io.lanista.api.space.SearchSpace;
import io.lanista.strategy.parts.Proposals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Candidates that weren't proposed: children of the best trials, and draws from the whole space. Confined to one thread. */
final class CandidatePool {
    /** At most so many draws for each candidate that is wanted, since what was proposed, or drawn already, is none. */
    private static final int DRAWS = 4;

    /** Of the children, this share has one more change, of those this share another one, and so on. */
    private static final double MORE = 0.25;

    private final SearchSpace space;
    private final Architectures architectures;
    private final Proposals proposals;
    private final int size;
    private final int children;
    private final int parents;

    /**
     * @param size how many candidates there are if so many are found
     * @param mutated the share of children
     * @param parents how many of the best trials have children
     */
    CandidatePool(
            SearchSpace space,
            Architectures architectures,
            Proposals proposals,
            int size,
            double mutated,
            int parents) {
        this.space = space;
        this.architectures = architectures;
        this.proposals = proposals;
        this.size = size;
        this.children = (int) Math.round(mutated * size);
        this.parents = parents;
    }

    /** Candidates of different classes; fewer than asked for, or none, where little is left. */
    List<Candidate> draw(List<Trial> ended, RandomGenerator random) {
        List<Trial> best = ended.stream()
                .filter(Trial::isScored)
                .sorted(Comparator.comparingDouble(Trial::gain).reversed())
                .limit(parents)
                .toList();
        List<Candidate> pool = new ArrayList<>();
        Set<Object> classes = new HashSet<>();
        try {
            for (int i = 0; i < DRAWS * size && pool.size() < size; i++) {
                boolean child = i < DRAWS * children && pool.size() < children;
                Choices choices = child
                        ? child(
                                best.get(random.nextInt(best.size()))
                                        .candidate()
                                        .choices(),
                                random)
                        : space.sample(random);
                if (proposals.isNew(choices) && classes.add(architectures.classOf(choices))) {
                    pool.add(new Candidate(choices, architectures.partsOf(choices)));
                }
            }
        } catch (InfeasibleException e) {
            return pool; // The constraints leave so little that draws don't meet it.
        }
        return pool;
    }

    private Choices child(Choices parent, RandomGenerator random) {
        Choices child = space.mutate(parent, random);
        while (random.nextDouble() < MORE) {
            child = space.mutate(child, random);
        }
        return child;
    }
}
