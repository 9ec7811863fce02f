package io.lanista.tracker.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.option.OptionException;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.experiment.PluginChoice;
import io.lanista.runtime.runs.RunHistory;
import io.lanista.runtime.watch.RunHandle;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunResult;
import io.lanista.runtime.watch.RunStatus;
import io.lanista.runtime.watch.TrialReport;
import io.lanista.testkit.FakeEvaluator;
import io.lanista.testkit.StandardSpaces;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real MLflow server has of runs. */
@Tag("slow")
class MlflowTest {
    @TempDir
    static Path serverFolder;

    @TempDir
    Path folder;

    private static @Nullable MlflowServerProcess server;
    private final List<String> notes = Collections.synchronizedList(new ArrayList<>());

    /** Starts it with the first test that needs it: that takes a while. */
    private static URI server() throws IOException, InterruptedException {
        if (server == null) {
            server = MlflowServerProcess.start(Python.program(), serverFolder, MlflowServerProcess.freePort());
        }
        return server.await().address();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private ExperimentBuilder experiment(String name, int trials, URI address) {
        return Experiment.named(name)
                .space(StandardSpaces.numeric())
                .strategy("random", Map.of())
                .evaluator(new FakeEvaluator(), Map.of("steps", 4))
                .objective(Objective.maximize("accuracy"))
                .budget(Budget.ofTrials(trials))
                .runsFolder(folder)
                .tracker("mlflow", Map.of("url", address.toString()));
    }

    /** Hears notes. */
    private final RunListener own = new RunListener() {
        @Override
        public void noted(String sentence) {
            notes.add(sentence);
        }
    };

    private RunResult run(ExperimentBuilder experiment, RunListener... more) throws InterruptedException {
        List<RunListener> listeners = new ArrayList<>(List.of(more));
        listeners.add(own);
        try (NasRuntime nas = NasRuntime.builder().build();
                RunHandle run = nas.start(experiment.build(), listeners.toArray(RunListener[]::new))) {
            return run.await();
        }
    }

    private static List<Map<String, Object>> runs(URI address, String experiment)
            throws IOException, InterruptedException {
        MlflowServer client = new MlflowServer(address, name -> null);
        Map<String, Object> found =
                Json.table(client.get("experiments/get-by-name", Map.of("experiment_name", experiment))
                        .get("experiment"));
        List<Map<String, Object>> runs = new ArrayList<>();
        Json.list(client.post(
                                "runs/search",
                                Map.of(
                                        "experiment_ids",
                                        List.of(String.valueOf(found.get("experiment_id"))),
                                        "max_results",
                                        500))
                        .get("runs"))
                .forEach(run -> runs.add(Json.table(run)));
        return runs;
    }

    private static String status(Map<String, Object> run) {
        return String.valueOf(Json.table(run.get("info")).get("status"));
    }

    /** Metrics, parameters or tags by name. */
    private static Map<String, Object> data(Map<String, Object> run, String part) {
        Map<String, Object> values = new LinkedHashMap<>();
        Json.list(Json.table(run.get("data")).get(part)).forEach(item -> {
            Map<String, Object> pair = Json.table(item);
            values.put(String.valueOf(pair.get("key")), pair.get("value"));
        });
        return values;
    }

    private static Map<String, Map<String, Object>> byName(List<Map<String, Object>> runs) {
        Map<String, Map<String, Object>> byName = new LinkedHashMap<>();
        runs.forEach(
                run -> byName.put(String.valueOf(Json.table(run.get("info")).get("run_name")), run));
        return byName;
    }

    @Test
    void theServerHasTheRunItsTrialsTheWinnerAndTheReport() throws Exception {
        URI address = server();

        RunResult result = run(experiment("whole", 4, address));

        assertThat(notes).isEmpty();
        Map<String, Map<String, Object>> found = byName(runs(address, "whole"));
        assertThat(found.keySet()).containsExactlyInAnyOrder("whole-1", "trial-0", "trial-1", "trial-2", "trial-3");
        Map<String, Object> whole = found.get("whole-1");
        assertThat(status(whole)).isEqualTo("FINISHED");
        assertThat(data(whole, "params")).containsEntry("strategy", "random").containsEntry("fake.steps", "4");
        assertThat(data(whole, "metrics"))
                .containsEntry(
                        "best_accuracy", result.best().orElseThrow().score().value());
        Object parent = Json.table(whole.get("info")).get("run_id");
        for (TrialReport trial : RunHistory.read(result.folder()).trials()) {
            Map<String, Object> nested = found.get("trial-" + trial.trial());
            assertThat(status(nested)).isEqualTo("FINISHED");
            assertThat(data(nested, "tags")).containsEntry("mlflow.parentRunId", parent);
            assertThat(data(nested, "metrics"))
                    .containsEntry("final_accuracy", trial.outcome().metrics().get("accuracy"));
            assertThat(data(nested, "params"))
                    .containsEntry("category", trial.choices().toString().replaceAll("(?s).*category=(\\w+).*", "$1"));
            assertThat(steps(address, nested)).isEqualTo(4);
        }
        assertThat(files(address, whole, "")).contains("report.html", "winner");
        assertThat(files(address, whole, "winner")).contains("winner/architecture.json", "winner/export.json");
    }

    private static int steps(URI address, Map<String, Object> run) throws IOException, InterruptedException {
        return Json.list(new MlflowServer(address, name -> null)
                        .get(
                                "metrics/get-history",
                                Map.of(
                                        "run_id",
                                        String.valueOf(
                                                Json.table(run.get("info")).get("run_id")),
                                        "metric_key",
                                        "accuracy"))
                        .get("metrics"))
                .size();
    }

    private static List<String> files(URI address, Map<String, Object> run, String path)
            throws IOException, InterruptedException {
        return Json.list(new MlflowServer(address, name -> null)
                        .get(
                                "artifacts/list",
                                Map.of(
                                        "run_id",
                                        String.valueOf(
                                                Json.table(run.get("info")).get("run_id")),
                                        "path",
                                        path))
                        .get("files"))
                .stream()
                .map(file -> String.valueOf(Json.table(file).get("path")))
                .toList();
    }

    @Test
    void aServerThatIsDownIsNotedOnceAndALaterSessionCatchesUp() throws Exception {
        URI address = server();
        int port = MlflowServerProcess.freePort();
        URI nobody = URI.create("http://127.0.0.1:" + port);

        RunResult first = run(experiment("late", 3, nobody));

        assertThat(first.completed()).isEqualTo(3);
        assertThat(notes)
                .anyMatch(note -> note.contains("The MLflow server at (" + nobody + ") can't be reached"))
                .last()
                .asString()
                .contains("Not all of the journal was brought there");
        assertThat(notes).hasSizeLessThanOrEqualTo(2);
        notes.clear();

        RunResult second = run(experiment("late", 5, address));

        assertThat(second.folder()).isEqualTo(first.folder());
        assertThat(notes).isEmpty();
        assertThat(byName(runs(address, "late")).keySet())
                .containsExactlyInAnyOrder("late-1", "trial-0", "trial-1", "trial-2", "trial-3", "trial-4");
    }

    @Test
    void aRunThatEndedWithoutAServerIsBroughtLater() throws Exception {
        URI address = server();
        RunResult run = run(experiment("later", 3, URI.create("http://127.0.0.1:" + MlflowServerProcess.freePort())));

        try (NasRuntime nas = NasRuntime.builder().build()) {
            for (int time = 0; time < 2; time++) {
                nas.track(run.folder(), PluginChoice.named("mlflow", Map.of("url", address.toString())));
            }
        }

        Map<String, Map<String, Object>> found = byName(runs(address, "later"));
        assertThat(found.keySet()).containsExactlyInAnyOrder("later-1", "trial-0", "trial-1", "trial-2");
        assertThat(runs(address, "later")).as("brought twice").hasSize(4);
        assertThat(status(found.get("later-1"))).isEqualTo("FINISHED");
    }

    @Test
    void aSessionThatGoesOnSendsNothingTwice() throws Exception {
        URI address = server();
        run(experiment("twice", 3, address));
        run(experiment("twice", 5, address));

        List<Map<String, Object>> found = runs(address, "twice");
        assertThat(found).hasSize(6);
        assertThat(byName(found)).hasSize(6);
        assertThat(status(byName(found).get("twice-1"))).isEqualTo("FINISHED");
    }

    @Test
    void aServerThatAppearsWhileItRunsGetsEverything() throws Exception {
        String python = Python.program();
        int port = MlflowServerProcess.freePort();
        URI address = URI.create("http://127.0.0.1:" + port);
        List<MlflowServerProcess> started = new ArrayList<>();
        RunListener starting = new RunListener() {
            @Override
            public void trialEnded(TrialReport report, RunStatus status) {
                if (report.trial() == 1) {
                    try {
                        started.add(MlflowServerProcess.start(python, folder.resolve("server"), port)
                                .await());
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            }
        };
        try {
            RunResult result = run(experiment("appears", 4, address), starting);

            assertThat(result.completed()).isEqualTo(4);
            assertThat(notes).hasSizeLessThanOrEqualTo(1);
            assertThat(byName(runs(address, "appears"))).hasSize(5);
        } finally {
            started.forEach(MlflowServerProcess::close);
        }
    }

    @Test
    void anAddressThatIsNoneIsRefusedBeforeAnythingRuns() {
        assertThatThrownBy(() -> run(experiment("wrong", 1, URI.create("localhost:5000"))))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("The address of the MLflow server (localhost:5000)");
    }

    @Test
    void anAnswerThatIsNotMlflowsIsToldInASentence() throws Exception {
        try (TinyServer other = new TinyServer("<html>hello</html>")) {
            run(experiment("other", 1, other.address()));
        }
        assertThat(notes).isNotEmpty().allMatch(note -> note.contains("is no MLflow server"));
    }
}
