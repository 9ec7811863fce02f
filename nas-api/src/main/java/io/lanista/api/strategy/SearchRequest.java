package io.lanista.api.strategy;

import io.lanista.api.layer.LayerCatalogue;
import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Objective;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.osgi.annotation.versioning.ProviderType;

/** What a strategy may know when a search starts. */
@ProviderType
public interface SearchRequest {
    /** What is searched. */
    SearchSpace space();

    /**
     * The layer types of the run, to analyse models with: costs, shapes, and which architectures come to the same
     * ({@link io.lanista.api.layer.Equivalence}).
     */
    LayerCatalogue layers();

    /** The strategy's options, checked. */
    Options options();

    /** What the search is after, and which way is better. */
    Objective objective();

    /** A generator for what is drawn once, before the first ask; a new and equal one at each call. */
    RandomGenerator random();

    /** How many trials there may be, if that is known. */
    OptionalInt trials();

    /** How many trials run at once. */
    int parallelism();

    /** How many steps (epochs) one trial trains in full, if the evaluator counts them. */
    OptionalInt fullSteps();

    /** Finished trials of an earlier run over the same space, best knowledge to start from; usually empty. */
    List<PastTrial> past();
}
