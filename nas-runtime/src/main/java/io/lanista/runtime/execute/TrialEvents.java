package io.lanista.runtime.execute;

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

    /** A task ended; called once for each, also for those that were cancelled. */
    void finished(int trial, TrialResult result, double seconds);
}
