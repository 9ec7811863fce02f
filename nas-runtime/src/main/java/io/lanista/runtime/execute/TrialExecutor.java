package io.lanista.runtime.execute;

/** Runs trials. {@link #start}, {@link #cancel} and {@link #close} are called by one thread, the experiment's. */
public interface TrialExecutor extends AutoCloseable {
    /** Starts a task; returns at once. No more are started at a time than the executor was opened for. */
    void start(TrialTask task);

    /**
     * Ends a task that is running; its result is {@link TrialResult.Cancelled} unless it ended by itself just before. Returns at
     * once.
     */
    void cancel(int trial);

    /** Ends everything at once, without results for what is running, and frees all that was used. */
    @Override
    void close();
}
