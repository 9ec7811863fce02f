package io.lanista.runtime.remote;

import io.lanista.api.trial.Metrics;
import io.lanista.runtime.execute.TrialResult;
import io.lanista.runtime.execute.TrialTask;
import io.lanista.runtime.execute.Work;
import io.lanista.runtime.execute.WorkFolders;
import io.lanista.runtime.foreign.ForeignText;

/**
 * What a host and a process that runs trials for it say to each other. The host opens the work once and hears whether the evaluator is
 * ready; then it starts one task after the other. A task answers with reports, of which each waits for a verdict, and with its end.
 */
public sealed interface RemoteMessage {
    /** What the host says. */
    sealed interface FromHost extends RemoteMessage {}

    /** What the process that runs trials says. */
    sealed interface ToHost extends RemoteMessage {}

    /**
     * Open the evaluator.
     *
     * @param work what to evaluate with
     * @param folders where the process finds the files
     */
    record Open(Work work, WorkFolders folders) implements FromHost {}

    /** Run a task. */
    record Start(TrialTask task) implements FromHost {}

    /** End a task. */
    record Cancel(int trial) implements FromHost {}

    /** Whether a task goes on after its last report. */
    record Verdict(int trial, boolean goesOn) implements FromHost {}

    /** The evaluator is open. */
    record Ready() implements ToHost {}

    /**
     * The evaluator can't be opened.
     *
     * @param reason one sentence
     */
    record Refused(String reason) implements ToHost {
        /** Makes the reason one line. */
        public Refused {
            reason = ForeignText.line(reason);
        }
    }

    /** A task reported intermediate metrics, and waits for the verdict. */
    record Reported(int trial, int step, Metrics metrics) implements ToHost {}

    /** The step that a task is to report next is so far. */
    record Advanced(int trial, int done, int all) implements ToHost {}

    /**
     * A task ended.
     *
     * @param seconds how long it took
     */
    record Finished(int trial, TrialResult result, double seconds) implements ToHost {}
}
