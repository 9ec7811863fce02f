package io.lanista.runtime.execute;

import io.lanista.api.failure.LanistaException;
import io.lanista.api.trial.Metrics;

/** What an executor tells about its tasks. Called by any thread, for one task by one thread at a time. */
public interface TrialEvents {
    /**
     * A task reported intermediate metrics. Returns once the experiment has decided, so that a stopped trial takes no further
     * step; this takes a fraction of a millisecond, usually.
     *
     * @return whether the task goes on
     */
    boolean reported(int trial, int step, Metrics metrics);

    /** The step that a task is to report next is so far: for people who watch. Returns at once. */
    default void advanced(int trial, int done, int all) {}

    /** A task ended; called once for each, also for those that were cancelled. */
    void finished(int trial, TrialResult result, double seconds);

    /**
     * No trial can run any more, whatever its model: what they run on is gone or can't be reached. The run ends with this failure;
     * tasks without an end are run again when it goes on. Nothing is told after it.
     */
    void broken(LanistaException failure);
}
