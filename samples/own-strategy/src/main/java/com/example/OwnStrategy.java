package com.example;

import io.lanista.api.model.Model;
import io.lanista.api.mutate.Mutator;
import io.lanista.api.mutate.Sampler;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Execution;
import io.lanista.api.strategy.ExplorationStrategy;
import java.util.List;

/** A random strategy with a sampler of its own: it knows nothing of the space, and answers whatever mutators ask. */
public final class OwnStrategy extends ExplorationStrategy {
    @Override
    public String name() {
        return "own-random";
    }

    @Override
    public String description() {
        return "Answers each mutator at random.";
    }

    @Override
    public void run(Model base, List<Mutator> mutators, Execution execution) {
        Sampler sampler = new Sampler() {
            @Override
            public <T> T choose(List<T> candidates, Mutator mutator, Model model, int index) {
                return candidates.get(execution.random().nextInt(candidates.size()));
            }
        };
        while (!execution.isStopped()) {
            if (execution.hasFreeSlot()) {
                execution.submit(drawn(base, mutators, sampler, execution.request().space()));
            } else {
                execution.awaitResult();
            }
        }
    }

    /** Applies the mutators again and again, until what comes out breaks no constraint. */
    private static Model drawn(Model base, List<Mutator> mutators, Sampler sampler, SearchSpace space) {
        while (true) {
            Model model = base;
            for (Mutator mutator : mutators) {
                model = mutator.bind(sampler).apply(model);
            }
            if (space.validate(SearchSpace.choicesOf(model)).isEmpty()) {
                return model;
            }
        }
    }
}
