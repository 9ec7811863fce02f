package io.lanista.api.mutate;

import io.lanista.api.model.Domain;
import io.lanista.api.model.Label;
import io.lanista.api.model.Model;
import io.lanista.api.model.Mutation;
import io.lanista.api.model.Scalars;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A mutator with the sampler that answers it. */
public final class BoundMutator {
    private final Mutator mutator;
    private final Sampler sampler;

    BoundMutator(Mutator mutator, Sampler sampler) {
        this.mutator = mutator;
        this.sampler = sampler;
    }

    /**
     * The mutated model, whose lineage has one more {@link Mutation}; a mutator that asks nothing adds none.
     *
     * @throws io.lanista.api.model.InvalidArchitectureException if the answers make no architecture
     * @throws IllegalStateException if the sampler answers with something else than a candidate
     */
    public Model apply(Model model) {
        List<Object> answers = new ArrayList<>();
        sampler.mutationStart(mutator, model);
        Model mutated = mutator.mutate(model, domain -> {
            Object answer = ask(domain, model, answers.size());
            answers.add(answer);
            return answer;
        });
        if (!answers.isEmpty()) {
            mutated = mutated.withMutation(
                    new Mutation(mutator.label(), labelled(answers), model.hash(), mutated.hash()));
        }
        sampler.mutationEnd(mutator, model, mutated);
        return mutated;
    }

    private Object ask(Domain domain, Model model, int index) {
        Object answer = Scalars.normalise(sampler.choose(domain, mutator, model, index));
        if (!domain.contains(answer)) {
            throw new IllegalStateException("The sampler (" + sampler.getClass().getName() + ") answered ("
                    + answer + ") to question (" + index + ") of the mutator (" + mutator.label()
                    + "), which offers " + domain + ".");
        }
        return answer;
    }

    private SortedMap<Label, Object> labelled(List<Object> answers) {
        SortedMap<Label, Object> named = new TreeMap<>();
        for (int i = 0; i < answers.size(); i++) {
            named.put(mutator.question(i), answers.get(i));
        }
        return named;
    }
}
