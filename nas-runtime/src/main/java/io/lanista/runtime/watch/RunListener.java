package io.lanista.runtime.watch;

/**
 * Watches a run.
 *
 * <p>Events come in the order of the journal, each after the strategy has seen the same, and one at a time. Trials of earlier
 * sessions are not told again; {@link #started} comes after them. The last event is {@link #ended} or {@link #failed}.
 *
 * <p>A listener that a program passes to a start is called by the run's own thread, and the run waits until it returns: it should be
 * quick, and mustn't wait for the run. One that an experiment names among its trackers, made by a {@link RunListenerProvider}, is
 * called by a thread of its own, so that a slow one holds up nothing; if it falls more than a thousand events behind, the next ones
 * are left out. What a listener throws, and that events were left out, is noted once, and never ends the run.
 */
public interface RunListener extends AutoCloseable {
    /** Hears nothing. */
    RunListener NONE = new RunListener() {};

    /** The journal was replayed, and trials start now. */
    default void started(RunInfo run, RunStatus status) {}

    /** An epoch of a supernet's training ended. Those come before the only trial. */
    default void epochEnded(SupernetEpoch epoch, RunStatus status) {}

    /** Something that people should know, such as signs of collapse that a one-shot trainer saw: one sentence. */
    default void noted(String sentence) {}

    /** A supernet's training ended, and this is tried next, unless the training was cancelled. */
    default void exported(SupernetExport export, RunStatus status) {}

    /** A trial starts; also called for one that is run again. */
    default void trialStarted(TrialStart trial) {}

    /**
     * A trial's step is so far; called a few times in a second for each trial, if what measures says so. It isn't in the journal, and
     * listeners of plug-ins are not told.
     */
    default void trialAdvanced(TrialAdvance advance) {}

    /** A trial reported intermediate metrics. */
    default void trialReported(TrialProgress progress) {}

    /** A trial ended, or the end of the time cut it short, which is told as stopped; a later session goes on with such a one. */
    default void trialEnded(TrialReport report, RunStatus status) {}

    /** A candidate was refused. */
    default void rejected(Rejection rejection) {}

    /** The run is over. */
    default void ended(RunResult result) {}

    /** The run is over, since something went wrong. */
    default void failed(RunFailure failure) {}

    /** Frees what it holds, after its last event. Called for listeners that a provider made. */
    @Override
    default void close() {}
}
