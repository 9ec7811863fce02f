package io.lanista.runtime.drive;

import static io.lanista.runtime.drive.Fixtures.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.Metrics;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.runs.RunHistory;
import io.lanista.runtime.watch.EndReason;
import io.lanista.runtime.watch.RunResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The time is over while trials run: what they reached counts, and a later session goes on with them. */
class TimeOverTest extends HostedTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final AtomicBoolean slow = new AtomicBoolean(true);
    private final List<Integer> steps = Collections.synchronizedList(new ArrayList<>());

    /** A clock that only a test moves. */
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    /** Trains four steps from its checkpoint; while it is slow, the second takes two hours, and it never gets beyond the third. */
    private ExperimentBuilder training() {
        return experiment(new Fixtures.Measuring((model, context) -> {
                    Path checkpoint = context.checkpointFolder().resolve("step");
                    int done = Files.exists(checkpoint) ? Integer.parseInt(Files.readString(checkpoint)) : 0;
                    for (int step = done + 1; step <= 4; step++) {
                        while (slow.get() && step == 3) {
                            Thread.sleep(1);
                            context.checkCancelled();
                        }
                        if (slow.get() && step == 2) {
                            now.set(now.get().plus(Duration.ofHours(2)));
                        }
                        Files.writeString(checkpoint, "" + step);
                        Files.writeString(context.artifactFolder().resolve("weights"), "after " + step);
                        steps.add(step);
                        context.report(step, Metrics.of(Fixtures.METRIC, step / 10.0));
                    }
                    return 0.4;
                }))
                .budget(Budget.ofTrials(1).withTime(Duration.ofHours(1)))
                .runsFolder(folder);
    }

    @Test
    void aTrialThatReportedCountsAsStoppedAndTheSameExperimentGoesOnWithIt() throws Exception {
        try (NasRuntime own = NasRuntime.builder().clock(clock).build()) {
            RunResult first = own.run(training().build());

            assertThat(first.reason().kind()).isEqualTo(EndReason.Kind.TIME);
            assertThat(first.completed()).isEqualTo(1);
            assertThat(first.best()).hasValueSatisfying(best -> {
                assertThat(best.score().value()).isEqualTo(0.2);
                assertThat(best.test()).as("the best so far is tested").isPresent();
            });
            assertThat(first.folder().resolve("trials/0/artifact/weights")).hasContent("after 2");
            assertThat(first.folder().resolve("trials/0/checkpoint/step")).exists();
            RunHistory history = RunHistory.read(first.folder());
            assertThat(history.best().map(best -> best.score().value())).contains(0.2);
            assertThat(history.trials()).singleElement().satisfies(trial -> {
                assertThat(trial.outcome())
                        .isInstanceOfSatisfying(
                                Outcome.Stopped.class,
                                stopped -> assertThat(stopped.step()).isEqualTo(2));
                assertThat(trial.seconds()).isPositive();
            });

            slow.set(false);
            RunResult second = own.run(training().build());

            assertThat(second.folder()).isEqualTo(first.folder());
            assertThat(second.reason().kind()).isEqualTo(EndReason.Kind.TRIALS);
            assertThat(second.best().orElseThrow().score().value()).isEqualTo(0.4);
            assertThat(steps).as("no step is trained again").containsExactly(1, 2, 3, 4);
            assertThat(RunHistory.read(second.folder()).trials()).hasSize(1);
        }
    }

    @Test
    void aTrialThatReportedNothingHasNoResult() throws Exception {
        RunResult result = nas.run(experiment(new Fixtures.Measuring((model, context) -> {
                    while (true) {
                        Thread.sleep(1);
                        context.checkCancelled();
                    }
                }))
                .budget(Budget.ofTime(Duration.ofMillis(50)))
                .runsFolder(folder)
                .build());

        assertThat(result.completed() + result.failed()).isZero();
        assertThat(result.best()).isEmpty();
    }

    @Test
    void scoresThatAreNotNumbersHaveNoBestAndTheReasonSaysSo() throws Exception {
        RunResult result = nas.run(experiment(new Fixtures.Measuring((model, context) -> Double.NaN))
                .budget(Budget.ofTrials(2))
                .runsFolder(folder)
                .build());

        assertThat(result.completed()).isEqualTo(2);
        assertThat(result.best()).isEmpty();
        assertThat(result.reason().message()).contains("No trial reached a score that is a finite number");
    }
}
