package io.lanista.tracker.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.trial.Objective;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.watch.RunResult;
import io.lanista.testkit.FakeEvaluator;
import io.lanista.testkit.StandardSpaces;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a recording of the JDK's Flight Recorder holds of a run. */
class FlightRecorderTest {
    @TempDir
    Path folder;

    @Test
    void aRecordingHoldsTheRunItsTrialsAndTheirSteps() throws Exception {
        Path file = folder.resolve("run.jfr");
        RunResult result;
        try (Recording recording = new Recording();
                NasRuntime nas = NasRuntime.builder().build()) {
            recording.enable("io.lanista.Run");
            recording.enable("io.lanista.Trial");
            recording.enable("io.lanista.Step");
            recording.start();
            result = nas.run(Experiment.named("recorded")
                    .space(StandardSpaces.numeric())
                    .strategy("random", Map.of())
                    .evaluator(new FakeEvaluator(), Map.of("steps", 4))
                    .objective(Objective.maximize("accuracy"))
                    .budget(Budget.ofTrials(3))
                    .runsFolder(folder)
                    .tracker("jfr", Map.of())
                    .build());
            recording.dump(file);
        }

        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        RecordedEvent run = of(events, "io.lanista.Run").get(0);
        assertThat(run.getString("experiment")).isEqualTo("recorded");
        assertThat(run.getInt("completed")).isEqualTo(3);
        assertThat(run.getDouble("score"))
                .isEqualTo(result.best().orElseThrow().score().value());
        assertThat(of(events, "io.lanista.Trial"))
                .hasSize(3)
                .allMatch(trial -> trial.getString("state").equals("scored") && trial.getDouble("score") > 0);
        assertThat(of(events, "io.lanista.Step")).hasSize(12);
    }

    private static List<RecordedEvent> of(List<RecordedEvent> events, String name) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals(name))
                .toList();
    }
}
