package io.lanista.api.trial;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.osgi.annotation.versioning.ProviderType;

/** What an evaluation may know and do while it evaluates one model. Safe for use by the thread of its trial only. */
@ProviderType
public interface TrialContext {
    /** The trial's number, from 0. */
    int trial();

    /** The trial's seed, derived from the experiment's seed and the trial's number. */
    long seed();

    /** A new generator seeded with {@link #seed()}, equal at each call. */
    RandomGenerator random();

    /**
     * Reports intermediate metrics after a step (an epoch, usually), and ends the trial if it was cancelled or if a stopping rule stops it.
     *
     * @param step from 1, rising
     * @throws TrialCancelledException if the trial is to end now
     */
    void report(int step, Metrics metrics);

    /**
     * Says how far the current step is, such as how many batches of an epoch are done, for people who watch. It changes nothing else,
     * costs next to nothing, and may be called for every batch.
     *
     * @param done how many parts of the step are done
     * @param all how many there are
     */
    default void advanced(int done, int all) {}

    /**
     * Ends the trial if that was asked for; to be called often, at least after every batch.
     *
     * @throws TrialCancelledException if the trial is to end now
     */
    void checkCancelled();

    /** How many steps (epochs) to train in all, if the strategy decides that; empty for the evaluator's own number. */
    OptionalInt steps();

    /**
     * A folder for checkpoints. What lies there when an evaluation starts was written by an earlier attempt at the same
     * trial, or by the trial that this one continues.
     */
    Path checkpointFolder();

    /** A folder for what is worth keeping of this trial, such as trained weights; kept for the best trials only. */
    Path artifactFolder();
}
