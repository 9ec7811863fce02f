package io.lanista.runtime.experiment;

import io.lanista.api.space.Choices;
import io.lanista.api.trial.Metrics;
import io.lanista.runtime.journal.JournalRecord;

/**
 * Watches a run.
 *
 * <p>All methods are called by the run's own thread, in the order of the journal, each after the strategy has seen the same. The
 * run waits until they return, so they should be quick, and mustn't wait for the run. What they throw is logged and otherwise
 * ignored. Trials of earlier sessions are not told again; {@link #started} comes after them.
 */
public interface RunListener {
    /** Hears nothing. */
    RunListener NONE = new RunListener() {};

    /** The journal was replayed, and trials start now. */
    default void started(RunInfo run, RunStatus status) {}

    /** An epoch of a supernet's training ended, and a checkpoint of it is saved. Those come before the only trial. */
    default void epochEnded(JournalRecord.Epoch epoch, RunStatus status) {}

    /** A one-shot trainer has something to say, such as signs of collapse; written down with the next epoch or the export. */
    default void noted(String sentence) {}

    /** A supernet's training ended, and this is tried next, unless the training was cancelled. */
    default void exported(SupernetExport export, RunStatus status) {}

    /** A trial starts; also called for one that is run again. */
    default void trialStarted(int trial, Choices choices) {}

    /** A trial reported intermediate metrics. */
    default void trialReported(int trial, int step, Metrics metrics) {}

    /** A trial ended. */
    default void trialEnded(TrialReport report, RunStatus status) {}

    /** A candidate was refused. */
    default void rejected(int trial, Choices choices, String reason) {}

    /** The run is over. Not called if it failed: {@link RunHandle#await} throws then. */
    default void ended(RunResult result) {}
}
