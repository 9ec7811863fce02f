package io.lanista.runtime.experiment;

import io.lanista.api.trial.Metrics;
import io.lanista.runtime.execute.TrialResult;
import java.util.concurrent.CompletableFuture;

/** What the driver's thread wakes up for. */
sealed interface DriverEvent {
    /** A running trial waits for the decision on its report. */
    record Reported(int trial, int step, Metrics metrics, CompletableFuture<Boolean> goesOn) implements DriverEvent {}

    /** A task ended. */
    record Finished(int trial, TrialResult result, double seconds) implements DriverEvent {}

    /** Somebody paused, resumed or cancelled. */
    record Woken() implements DriverEvent {}
}
