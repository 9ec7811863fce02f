package io.lanista.tracker.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.trial.Objective;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.watch.RunHandle;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunResult;
import io.lanista.runtime.watch.RunStatus;
import io.lanista.runtime.watch.TrialReport;
import io.lanista.testkit.FakeEvaluator;
import io.lanista.testkit.StandardSpaces;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a registry of meters has of runs. */
class MicrometerTest {
    @TempDir
    Path folder;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private ExperimentBuilder experiment() {
        return Experiment.named("counted")
                .space(StandardSpaces.numeric())
                .strategy("random", Map.of())
                .evaluator(new FakeEvaluator(), Map.of("steps", 2))
                .objective(Objective.maximize("accuracy"))
                .budget(Budget.ofTrials(3))
                .runsFolder(folder);
    }

    @Test
    void trialsAreCountedAndTimedAndTheBestIsAGaugeWhileItRuns() throws Exception {
        List<Double> best = new ArrayList<>();
        RunListener looking = new RunListener() {
            @Override
            public void trialEnded(TrialReport report, RunStatus status) {
                best.add(registry.get("lanista.best").gauge().value());
            }
        };
        RunResult result;
        try (NasRuntime nas = NasRuntime.builder().build();
                RunHandle run = nas.start(experiment().build(), new MicrometerListener(registry), looking)) {
            result = run.await();
        }

        assertThat(registry.get("lanista.trials")
                        .tags("experiment", "counted", "state", "scored")
                        .counter()
                        .count())
                .isEqualTo(3);
        assertThat(registry.get("lanista.trial").timer().count()).isEqualTo(3);
        assertThat(registry.get("lanista.runs")
                        .tag("outcome", "trials")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(best)
                .hasSize(3)
                .last()
                .isEqualTo(result.best().orElseThrow().score().value());
        assertThat(registry.find("lanista.best").gauge()).isNull();
    }

    @Test
    void anExperimentCanNameIt() throws Exception {
        Metrics.addRegistry(registry);
        try (NasRuntime nas = NasRuntime.builder().build()) {
            nas.run(experiment().tracker("micrometer", Map.of()).build());
            assertThat(registry.get("lanista.trials").counter().count()).isEqualTo(3);
        } finally {
            Metrics.removeRegistry(registry);
        }
    }
}
