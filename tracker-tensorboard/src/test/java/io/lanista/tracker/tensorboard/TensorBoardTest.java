package io.lanista.tracker.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.runs.RunHistory;
import io.lanista.runtime.watch.RunHandle;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.TrialReport;
import io.lanista.testkit.FakeEvaluator;
import io.lanista.testkit.StandardSpaces;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Event files as a real TensorBoard reads them. */
class TensorBoardTest {
    @TempDir
    Path folder;

    private ExperimentBuilder experiment(int trials) {
        return Experiment.named("numbers")
                .space(StandardSpaces.numeric())
                .strategy("random", Map.of())
                .evaluator(new FakeEvaluator(), Map.of("steps", 4))
                .objective(Objective.maximize("accuracy"))
                .budget(Budget.ofTrials(trials))
                .runsFolder(folder)
                .tracker("tensorboard", Map.of());
    }

    private static Path run(ExperimentBuilder experiment, RunListener... own) throws InterruptedException {
        try (NasRuntime nas = NasRuntime.builder().build();
                RunHandle run = nas.start(experiment.build(), own)) {
            return run.await().folder();
        }
    }

    private List<Path> eventFiles(Path run) throws IOException {
        try (Stream<Path> files = Files.walk(run.resolve("tensorboard"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void aRealTensorBoardShowsTheScalarsAndTheChoicesOfEveryTrial() throws Exception {
        String python = Python.program();
        Path run = run(experiment(5));

        JsonNode shown = readBack(python, run.resolve("tensorboard"), 6);

        RunHistory history = RunHistory.read(run);
        JsonNode scalars = shown.path("scalars");
        assertThat(history.trials()).hasSize(5);
        for (TrialReport trial : history.trials()) {
            String name = "trial-000" + trial.trial();
            Metrics metrics = trial.outcome().metrics();
            assertThat(scalars.path(name).path("accuracy").size()).as(name).isEqualTo(4);
            assertThat(scalars.path(name).path("final/accuracy").path(0).path(1).asDouble())
                    .as(name)
                    .isCloseTo(metrics.get("accuracy"), within(1e-6));
            JsonNode session = shown.path("sessions").path(name);
            assertThat(session.path(1).asString()).isEqualTo("STATUS_SUCCESS");
            trial.choices().values().forEach((label, value) -> {
                JsonNode told = session.path(0).path(label.value());
                if (value instanceof Number number) {
                    assertThat(told.asDouble()).isEqualTo(number.doubleValue());
                } else {
                    assertThat(told.asString()).isEqualTo(value);
                }
            });
        }
        JsonNode best = scalars.path(".").path("best/accuracy");
        assertThat(best.path(best.size() - 1).path(1).asDouble())
                .isCloseTo(history.best().orElseThrow().score().value(), within(1e-6));
    }

    private JsonNode readBack(String python, Path events, int runs) throws IOException, InterruptedException {
        Path script = folder.resolve("read_back.py");
        try (InputStream in = TensorBoardTest.class.getResourceAsStream("/read_back.py")) {
            Files.copy(in, script);
        }
        Path out = folder.resolve("read.json");
        Path log = folder.resolve("python.log");
        Process process = new ProcessBuilder(
                        python, script.toString(), events.toString(), String.valueOf(runs), out.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(out).withFailMessage(() -> read(log)).exists();
        return JsonMapper.shared().readTree(Files.readString(out));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void aLaterSessionWritesTheFilesAnewFromTheWholeJournal() throws Exception {
        Path run = run(experiment(3));
        List<Path> before = eventFiles(run);
        byte[] first = Files.readAllBytes(before.get(1));

        assertThat(run(experiment(6))).isEqualTo(run);

        List<Path> after = eventFiles(run);
        assertThat(before).hasSize(4);
        assertThat(after).hasSize(7).containsAll(before);
        assertThat(Files.readAllBytes(before.get(1))).isEqualTo(first);
    }

    @Test
    void aFolderThatCannotBeWrittenIsNotedOnceAndTheRunGoesOn() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        List<String> notes = new ArrayList<>();
        Path run = run(experiment(4).tracker("tensorboard", Map.of("folder", file.toString())), new RunListener() {
            @Override
            public void noted(String sentence) {
                notes.add(sentence);
            }
        });

        assertThat(RunHistory.read(run).trials()).hasSize(4);
        assertThat(notes)
                .anyMatch(note -> note.contains("TensorBoard's files in (" + file))
                .hasSizeLessThanOrEqualTo(2);
    }
}
