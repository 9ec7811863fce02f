package io.lanista.api.mutate;

import io.lanista.api.model.Domain;
import io.lanista.api.model.Model;
import java.util.Collections;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Answers the questions of mutators. Called from one thread at a time. */
@ConsumerType
public interface Sampler {
    /**
     * Chooses one of the candidates.
     *
     * @param candidates at least one; an immutable list of the sampler's own. A range of real numbers arrives as evenly
     *     spaced points
     * @param mutator who asks
     * @param model the model that is being mutated
     * @param index how many questions this application of the mutator has asked before
     */
    <T> T choose(List<T> candidates, Mutator mutator, Model model, int index);

    /**
     * Chooses a value of a domain; by default one of its candidates. Samplers that want to see the domain, or to answer
     * with any real number of a range, override this.
     */
    default Object choose(Domain domain, Mutator mutator, Model model, int index) {
        return choose(Collections.unmodifiableList(domain.values()), mutator, model, index);
    }

    /** A mutator begins to work on a model. */
    default void mutationStart(Mutator mutator, Model before) {}

    /** A mutator has made a new model, lineage included. */
    default void mutationEnd(Mutator mutator, Model before, Model after) {}
}
