package io.lanista.runtime.local;

import io.lanista.runtime.execute.TrialResult;

/** A worker didn't become ready. It carries what becomes of the trial that needed it. */
final class WorkerNotReady extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient TrialResult result;

    WorkerNotReady(TrialResult result) {
        super(result.toString());
        this.result = result;
    }

    TrialResult result() {
        return result;
    }
}
