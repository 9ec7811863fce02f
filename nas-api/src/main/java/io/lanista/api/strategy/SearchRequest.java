package io.lanista.api.strategy;

import io.lanista.api.option.Options;
import io.lanista.api.space.Architectures;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Objective;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ThreadFactory;
import java.util.random.RandomGenerator;
import org.osgi.annotation.versioning.ProviderType;

/** What a strategy may know when a search starts. */
@ProviderType
public interface SearchRequest {
    /** What is searched. */
    SearchSpace space();

    /** Which choices of this space come to one architecture, and what an architecture costs. The same object at each call. */
    Architectures architectures();

    /** The strategy's options, checked. */
    Options options();

    /** What the search is after, at least one objective, each with the way that is better; immutable. */
    List<Objective> objectives();

    /**
     * The objective of a search after one.
     *
     * @throws io.lanista.api.option.OptionException if the search is after several; shown to the user as it is
     */
    default Objective objective() {
        return Objective.only(objectives());
    }

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

    /** Makes the threads of a strategy that needs some: as the program wishes them, and called after the run. They end with the search. */
    default ThreadFactory threads() {
        return Thread::new;
    }
}
