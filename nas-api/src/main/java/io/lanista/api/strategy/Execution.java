package io.lanista.api.strategy;

import io.lanista.api.model.Model;
import java.util.random.RandomGenerator;
import org.osgi.annotation.versioning.ProviderType;

/** What an {@link ExplorationStrategy} does things with. Used by the strategy's loop only. */
@ProviderType
public interface Execution {
    /** What any strategy may know: the space, the options, the objectives, past trials. */
    SearchRequest request();

    /**
     * Whether a model could be submitted and run now. Where it is false, {@link #awaitResult()} waits until that
     * changes.
     */
    boolean hasFreeSlot();

    /** The generator to draw from until the next model is submitted. */
    RandomGenerator random();

    /**
     * Hands a concrete model over for evaluation, and returns once the host has taken it.
     *
     * @param model made by the mutators, so that its lineage records its choices
     * @return the number of its trial
     */
    int submit(Model model);

    /**
     * The next trial that ends.
     *
     * @throws IllegalStateException if none is running
     */
    Finished awaitResult();

    /** How many submitted models have not ended yet. */
    int running();

    /** Whether the search is over, so that the loop should return. */
    boolean isStopped();

    /**
     * A trial that ended.
     *
     * @param trial its number
     * @param model what was submitted
     * @param outcome how it went
     */
    record Finished(int trial, Model model, Outcome outcome) {}
}
