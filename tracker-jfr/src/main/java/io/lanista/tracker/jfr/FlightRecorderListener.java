package io.lanista.tracker.jfr;

import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.Metrics;
import io.lanista.runtime.watch.RunFailure;
import io.lanista.runtime.watch.RunInfo;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunResult;
import io.lanista.runtime.watch.RunStatus;
import io.lanista.runtime.watch.SupernetEpoch;
import io.lanista.runtime.watch.TrialProgress;
import io.lanista.runtime.watch.TrialReport;
import io.lanista.runtime.watch.TrialStart;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes events of the JDK's Flight Recorder from what a run tells. A program that embeds the runtime can pass it to a start; experiment
 * files name it {@code jfr}.
 */
public final class FlightRecorderListener implements RunListener {
    private static final int SUPERNET = -1;

    private final RunEvent run = new RunEvent();
    private final Map<Integer, TrialEvent> trials = new HashMap<>();
    private String experiment = "";
    private String metric = "";

    @Override
    public void started(RunInfo info, RunStatus status) {
        experiment = info.experiment();
        metric = info.objectives().get(0).metric();
        run.experiment = experiment;
        run.folder = info.folder().toString();
        run.searcher = info.searcher().toString();
        run.begin();
    }

    @Override
    public void trialStarted(TrialStart start) {
        TrialEvent event = new TrialEvent();
        event.experiment = experiment;
        event.trial = start.trial();
        event.begin();
        trials.put(start.trial(), event);
    }

    @Override
    public void trialReported(TrialProgress progress) {
        steps(progress.trial(), progress.step(), progress.metrics());
    }

    @Override
    public void epochEnded(SupernetEpoch epoch, RunStatus status) {
        steps(SUPERNET, epoch.epoch(), epoch.metrics());
    }

    private void steps(int trial, int step, Metrics metrics) {
        if (!new StepEvent().isEnabled()) {
            return;
        }
        metrics.values().forEach((name, value) -> {
            StepEvent event = new StepEvent();
            event.experiment = experiment;
            event.trial = trial;
            event.step = step;
            event.metric = name;
            event.value = value;
            event.commit();
        });
    }

    @Override
    public void trialEnded(TrialReport report, RunStatus status) {
        TrialEvent event = trials.remove(report.trial());
        if (event == null) { // It was not run itself: its outcome is another trial's.
            event = new TrialEvent();
            event.experiment = experiment;
            event.trial = report.trial();
        }
        if (event.shouldCommit()) {
            Outcome outcome = report.outcome();
            event.state = outcome instanceof Outcome.Scored
                    ? "scored"
                    : outcome instanceof Outcome.Stopped ? "stopped" : "failed";
            event.score = outcome.metrics().values().getOrDefault(metric, Double.NaN);
            event.choices = report.choices().toString();
            event.reason = outcome instanceof Outcome.Failed failed ? failed.reason() : null;
            event.commit();
        }
    }

    @Override
    public void ended(RunResult result) {
        run.reason = result.reason().message();
        run.completed = result.completed();
        run.failures = result.failed();
        result.best().ifPresent(best -> {
            run.best = best.trial();
            run.score = best.scores().all().get(0).value();
        });
        run.commit();
    }

    @Override
    public void failed(RunFailure failure) {
        run.reason = failure.message();
        run.commit();
    }
}
