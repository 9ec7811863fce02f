package io.lanista.api.strategy;

import io.lanista.api.model.Model;
import io.lanista.api.mutate.Mutator;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A strategy that is written as a loop: it applies mutators to the base model, submits what comes out, and waits for
 * results. The host runs the loop on a thread of its own, strictly in turn with itself, so that nothing races and the
 * search can be replayed like any other.
 *
 * <pre>{@code
 * public void run(Model base, List<Mutator> mutators, Execution execution) {
 *     while (!execution.isStopped()) {
 *         if (execution.hasFreeSlot()) {
 *             Model model = base;
 *             for (Mutator mutator : mutators) {
 *                 model = mutator.bind(sampler).apply(model);
 *             }
 *             execution.submit(model);
 *         } else {
 *             execution.awaitResult();
 *         }
 *     }
 * }
 * }</pre>
 */
@ConsumerType
public abstract class ExplorationStrategy implements Strategy {
    /** For subclasses. */
    protected ExplorationStrategy() {}

    /**
     * Explores until it is done or stopped. Its randomness must come from {@link Execution#random()}; an exception ends
     * the search with that reason.
     *
     * @param base the model that the mutators begin with
     * @param mutators to be applied in order, each bound to a sampler
     */
    public abstract void run(Model base, List<Mutator> mutators, Execution execution);

    @Override
    public final Search open(SearchRequest request) {
        return new LoopSearch(this, request);
    }
}
