package io.lanista.api.mutate;

import io.lanista.api.model.Label;
import io.lanista.api.model.Model;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Rewrites a model, asking for every choice on the way. A pure function of the model and the answers: it holds no state,
 * and never changes its input. Every placeholder yields its mutator by itself; others insert layers, widen or rewire.
 *
 * <pre>{@code
 * Model mutated = mutator.bind(sampler).apply(model);
 * }</pre>
 */
@ConsumerType
public interface Mutator {
    /** Names the mutator, and its decisions, see {@link #question}. */
    Label label();

    /**
     * The mutated model.
     *
     * @param model what to start from
     * @param chooser what answers questions, in the order in which they are asked
     * @throws io.lanista.api.model.InvalidArchitectureException if the answers make no architecture
     */
    Model mutate(Model model, Chooser chooser);

    /**
     * Names the decision of a question: the first has the mutator's label, question {@code i} (from 0) after it
     * {@code label/i}. So a question has one name, however many follow.
     */
    default Label question(int index) {
        return index == 0 ? label() : label().child(index);
    }

    /** This mutator with a sampler that answers its questions, for one application after another. */
    default BoundMutator bind(Sampler sampler) {
        return new BoundMutator(this, sampler);
    }
}
