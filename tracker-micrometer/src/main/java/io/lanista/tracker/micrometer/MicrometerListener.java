package io.lanista.tracker.micrometer;

import io.lanista.api.strategy.Outcome;
import io.lanista.runtime.watch.Rejection;
import io.lanista.runtime.watch.RunFailure;
import io.lanista.runtime.watch.RunInfo;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunResult;
import io.lanista.runtime.watch.RunStatus;
import io.lanista.runtime.watch.SupernetEpoch;
import io.lanista.runtime.watch.TrialReport;
import io.lanista.runtime.watch.TrialStart;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Counts what runs do in a registry of meters. All meters have the tag {@code experiment}:
 *
 * <ul>
 *   <li>{@code lanista.trials}, a counter of ended trials by {@code state}: scored, stopped, failed, rejected
 *   <li>{@code lanista.trial}, a timer of trials by {@code state}
 *   <li>{@code lanista.running}, a gauge of trials that run
 *   <li>{@code lanista.best}, a gauge of the best value of the first objective, by {@code metric}
 *   <li>{@code lanista.epoch}, a gauge of a supernet's last epoch
 *   <li>{@code lanista.runs}, a counter of ended runs by {@code outcome}: why, or {@code failed}
 * </ul>
 *
 * <p>Gauges go when the run is over. One listener is for one run at a time.
 */
public final class MicrometerListener implements RunListener {
    private final MeterRegistry registry;
    private final List<Meter> gauges = new ArrayList<>();
    private Tags tags = Tags.empty();
    private volatile int running;
    private volatile int epoch;
    private volatile double best = Double.NaN;

    /** Counts in this registry. */
    public MicrometerListener(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void started(RunInfo run, RunStatus status) {
        removeGauges();
        tags = Tags.of("experiment", run.experiment());
        best(status);
        gauge("lanista.running", "Trials that run", tags, () -> running);
        gauge("lanista.epoch", "The last epoch of a supernet's training", tags, () -> epoch);
        Tags ofMetric = tags.and("metric", run.objectives().get(0).metric());
        gauge("lanista.best", "The best value of the first objective", ofMetric, () -> best);
    }

    private void gauge(String name, String description, Tags ofGauge, Supplier<Number> value) {
        gauges.add(Gauge.builder(name, value)
                .description(description)
                .tags(ofGauge)
                .register(registry));
    }

    private void best(RunStatus status) {
        status.best().ifPresent(found -> best = found.scores().all().get(0).value());
        running = status.running();
    }

    @Override
    public void trialStarted(TrialStart trial) {
        running = running + 1; // Events come one at a time.
    }

    @Override
    public void epochEnded(SupernetEpoch ended, RunStatus status) {
        epoch = ended.epoch();
    }

    @Override
    public void trialEnded(TrialReport report, RunStatus status) {
        Outcome outcome = report.outcome();
        String state = outcome instanceof Outcome.Scored
                ? "scored"
                : outcome instanceof Outcome.Stopped ? "stopped" : "failed";
        count(state);
        registry.timer("lanista.trial", tags.and("state", state))
                .record(Duration.ofNanos(Math.round(report.seconds() * 1e9)));
        best(status);
    }

    @Override
    public void rejected(Rejection rejection) {
        count("rejected");
    }

    private void count(String state) {
        registry.counter("lanista.trials", tags.and("state", state)).increment();
    }

    @Override
    public void ended(RunResult result) {
        over(result.reason().kind().word());
    }

    @Override
    public void failed(RunFailure failure) {
        over("failed");
    }

    private void over(String outcome) {
        registry.counter("lanista.runs", tags.and("outcome", outcome)).increment();
        removeGauges();
    }

    private void removeGauges() {
        gauges.forEach(registry::remove);
        gauges.clear();
    }
}
