package io.lanista.cli;

import io.lanista.api.trial.DataDescription;
import io.lanista.runtime.watch.Rejection;
import io.lanista.runtime.watch.RunFailure;
import io.lanista.runtime.watch.RunInfo;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunResult;
import io.lanista.runtime.watch.RunStatus;
import io.lanista.runtime.watch.SupernetEpoch;
import io.lanista.runtime.watch.SupernetExport;
import io.lanista.runtime.watch.TrialAdvance;
import io.lanista.runtime.watch.TrialProgress;
import io.lanista.runtime.watch.TrialReport;
import io.lanista.runtime.watch.TrialStart;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A run on a terminal: what is over scrolls by, and what is going on stands below. */
final class RunScreen implements RunListener, AutoCloseable {
    private static final long EVERY_MILLIS = 250;

    private final RunProgress progress;
    private final LiveRegion region;
    private final RunPrinter printer;
    private final ScheduledExecutorService timer;

    private RunScreen(RunProgress progress, LiveRegion region, RunPrinter printer, ScheduledExecutorService timer) {
        this.progress = progress;
        this.region = region;
        this.printer = printer;
        this.timer = timer;
    }

    /** Begins to show a run. */
    @SuppressWarnings("FutureReturnValueIgnored") // A refresh that fails ends the refreshing, and nothing else.
    static RunScreen open(Terminal terminal, PrintStream out, RunPrinter.Notation notation, boolean verbose) {
        RunProgress progress = new RunProgress(terminal, Clock.systemUTC());
        LiveRegion region = new LiveRegion(out, terminal::columns, progress::lines);
        RunPrinter.Detail detail = verbose ? RunPrinter.Detail.VERBOSE : RunPrinter.Detail.SHORT;
        RunPrinter printer = new RunPrinter(region.above(), notation, detail);
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "screen");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(region::refresh, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return new RunScreen(progress, region, printer, timer);
    }

    /** Where to print what scrolls. */
    PrintWriter above() {
        return region.above();
    }

    @Override
    public void started(RunInfo run, RunStatus status) {
        printer.started(run, status);
        progress.started(run, status);
        region.refresh();
    }

    @Override
    public void epochEnded(SupernetEpoch epoch, RunStatus status) {
        progress.epochEnded(epoch, status);
        printer.epochEnded(epoch, status);
        region.refresh();
    }

    @Override
    public void noted(String sentence) {
        printer.noted(sentence);
    }

    @Override
    public void exported(SupernetExport export, RunStatus status) {
        printer.exported(export, status);
    }

    @Override
    public void trialStarted(TrialStart trial) {
        progress.trialStarted(trial);
    }

    @Override
    public void trialAdvanced(TrialAdvance advance) {
        progress.trialAdvanced(advance);
    }

    @Override
    public void trialReported(TrialProgress reported) {
        progress.trialReported(reported);
        printer.trialReported(reported);
    }

    @Override
    public void trialEnded(TrialReport report, RunStatus status) {
        progress.trialEnded(report, status);
        printer.trialEnded(report, status);
        region.refresh();
    }

    @Override
    public void rejected(Rejection rejection) {
        printer.rejected(rejection);
    }

    @Override
    public void failed(RunFailure failure) {
        close();
        printer.failed(failure);
    }

    /** What was found in the data of the run. */
    Optional<DataDescription> data() {
        return printer.data();
    }

    @Override
    public void ended(RunResult result) {
        close();
        printer.ended(result);
    }

    /** Leaves the terminal as it was; what was printed stays. */
    @Override
    public void close() {
        timer.shutdownNow();
        region.close();
    }
}
