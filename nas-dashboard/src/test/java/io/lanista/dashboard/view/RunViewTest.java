package io.lanista.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.strategy.Outcome;
import io.lanista.dashboard.SampleRuns;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.runs.RunHistory;
import io.lanista.runtime.runs.RunSignals;
import io.lanista.runtime.watch.BestTrial;
import io.lanista.runtime.watch.SupernetExport;
import io.lanista.runtime.watch.TrialReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunViewTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    static Path runs;

    @TempDir
    Path folder;

    private static Path trials;
    private static Path supernet;

    @BeforeAll
    static void run() throws InterruptedException {
        trials = SampleRuns.trials(runs, 60, 1);
        supernet = SampleRuns.supernet(runs);
    }

    private static RunView view(Path run) {
        return RunView.of("it", run, Vocabulary.standard());
    }

    private static JsonNode json(Path run) {
        return JSON.readTree(view(run).json());
    }

    @Test
    void numbersAreThoseOfTheHistory() {
        JsonNode json = json(trials);
        for (TrialReport trial : RunHistory.read(trials).trials()) {
            JsonNode columns = json.get("trials");
            int row = trial.trial();
            assertThat(columns.get("trial").get(row).asInt()).isEqualTo(row);
            assertThat(columns.get("state").get(row).asString()).isEqualTo("scored");
            assertThat(columns.get("seconds").get(row).asDouble()).isEqualTo(trial.seconds());
            ((Outcome.Scored) trial.outcome())
                    .metrics()
                    .values()
                    .forEach((name, value) -> assertThat(
                                    columns.get("metrics").get(name).get(row).asDouble())
                            .isEqualTo(value));
        }
        assertThat(json.get("best").get("trial").asInt())
                .isEqualTo(RunHistory.read(trials).best().orElseThrow().trial());
    }

    @Test
    void answersAreFoundThroughTheDecisions() {
        JsonNode json = json(trials);
        for (TrialReport trial : RunHistory.read(trials).trials()) {
            Map<String, String> answers = new TreeMap<>();
            trial.choices().values().forEach((label, value) -> answers.put(label.value(), value.toString()));
            assertThat(answers(json, trial.trial())).isEqualTo(answers);
        }
    }

    private static Map<String, String> answers(JsonNode json, int trial) {
        Map<String, String> answers = new TreeMap<>();
        for (JsonNode decision : json.get("decisions")) {
            String label = decision.get("label").asString();
            JsonNode code = json.get("trials").get("choices").get(label).get(trial);
            if (!code.isNull()) {
                JsonNode answer =
                        decision.has("values") ? decision.get("values").get(code.asInt()) : code;
                answers.put(label, answer.asString());
            }
        }
        return answers;
    }

    @Test
    void decisionsAreThoseOfTheSpaceInItsOrder() {
        JsonNode decisions = json(trials).get("decisions");

        assertThat(decisions.findValuesAsString("label"))
                .containsExactly("width", "depth", "operation/0", "operation/1", "rate");
        assertThat(decisions.findValuesAsString("kind"))
                .containsExactly("ordered", "integer", "category", "category", "real");
        assertThat(decisions.get(3).get("condition").asString()).contains("depth");
        assertThat(decisions.get(4).get("log").asBoolean()).isTrue();
    }

    @Test
    void changesAddUpToTheWhole() throws IOException {
        byte[] journal = Files.readAllBytes(trials.resolve("journal.jsonl"));
        Files.copy(trials.resolve("space.json"), folder.resolve("space.json"));
        Files.copy(trials.resolve("base-folder.txt"), folder.resolve("base-folder.txt"));
        Path growing = folder.resolve("journal.jsonl");
        Files.write(growing, Arrays.copyOf(journal, journal.length / 3));
        RunView view = view(folder);
        TrialsSoFar page = new TrialsSoFar();
        page.apply(JSON.readTree(view.json()));
        long known = view.offset();
        for (int part = 2; part <= 6; part++) {
            Files.write(growing, Arrays.copyOf(journal, journal.length * part / 6));
            view.refresh();
            RunView.Changes changes = view.changes(known);
            page.apply(JSON.readTree(changes.json()));
            known = changes.offset();
        }
        TrialsSoFar whole = new TrialsSoFar();
        whole.apply(json(trials));

        assertThat(page.rows).isEqualTo(whole.rows);
        assertThat(page.reports).isEqualTo(whole.reports);
        assertThat(known).isEqualTo(journal.length);
    }

    /** What a page keeps of trials and reports. */
    private static final class TrialsSoFar {
        final Map<Integer, String> rows = new TreeMap<>();
        final Map<String, String> reports = new TreeMap<>();

        void apply(JsonNode json) {
            JsonNode trials = json.get("trials");
            for (int i = 0; i < trials.get("trial").size(); i++) {
                int row = i;
                rows.put(
                        trials.get("trial").get(i).asInt(),
                        trials.get("state").get(i) + " "
                                + trials.get("ended").get(i) + " "
                                + trials.get("choices").properties().stream()
                                        .map(column -> column.getKey()
                                                + column.getValue().get(row))
                                        .toList());
            }
            JsonNode told = json.get("reports");
            for (int i = 0; i < told.get("trial").size(); i++) {
                reports.put(
                        told.get("trial").get(i) + "/" + told.get("step").get(i),
                        told.get("metrics").get(SampleRuns.METRIC).get(i).toString());
            }
        }
    }

    @Test
    void aSupernetsWeightsAreListedByDecisionAndCandidate() {
        JsonNode epochs = json(supernet).get("epochs");
        JsonNode decision = epochs.get("decisions").get(0);

        assertThat(epochs.get("epoch")).hasSize(5);
        assertThat(decision.get("label").asString()).isEqualTo("operation/0");
        assertThat(decision.get("candidates").get(0).asString()).isEqualTo("conv_3x3");
        assertThat(decision.get("weights").get(0).get(4).asDouble()).isEqualTo(6 / 8.0);
        assertThat(epochs.get("metrics").get("sharpness").get(2).asDouble()).isEqualTo(0.2 * 3);
        assertThat(epochs.get("notes").get(0).get("epoch").asInt()).isEqualTo(3);
        assertThat(json(supernet).get("export").get("supernet").asDouble()).isEqualTo(0.5);
    }

    @Test
    void whatRandomArchitecturesReachStandsBesideWhatWasExported() {
        SupernetExport told = RunHistory.read(supernet).export().orElseThrow();
        JsonNode export = json(supernet).get("export");

        assertThat(export.get("trained").asDouble())
                .isEqualTo(told.trained().orElseThrow().score().value());
        assertThat(export.get("baseline")).hasSize(3);
        assertThat(export.get("baseline").get(1).asDouble())
                .isEqualTo(told.baseline().get(1).score().value());
    }

    @Test
    void whatMattersIsHeldBackBelowTenTrialsForEachDecision() throws InterruptedException {
        JsonNode enough = JSON.readTree(view(trials).analysis()).get("importance");
        JsonNode few =
                JSON.readTree(view(SampleRuns.trials(folder, 18, 1)).analysis()).get("importance");

        assertThat(enough.get("enough").asBoolean()).isTrue();
        assertThat(enough.get("decisions").get(0).get("label").asString()).isEqualTo("rate");
        assertThat(few.get("enough").asBoolean()).isFalse();
        assertThat(few.has("decisions")).isFalse();
    }

    @Test
    void theBestNetworkHasShapesAndCosts() {
        JsonNode network = JSON.readTree(view(trials).network());

        assertThat(network.get("problem").asString()).isEmpty();
        assertThat(network.get("parameters").asLong()).isPositive();
        assertThat(network.get("skeleton")
                        .get("boxes")
                        .get(0)
                        .get("lines")
                        .get(0)
                        .asString())
                .startsWith("conv2d 3×3");
    }

    @Test
    void aRunIsRunningWhileItGivesSignsOfLife() throws IOException {
        byte[] journal = Files.readAllBytes(trials.resolve("journal.jsonl"));
        Files.write(folder.resolve("journal.jsonl"), Arrays.copyOf(journal, journal.length / 2));
        RunView view = view(folder);
        assertThat(state(view)).isEqualTo("interrupted");
        RunSignals signals = RunSignals.of(folder);
        signals.beat(RunSignals.Life.RUNNING);
        assertThat(view.refresh()).isTrue();
        assertThat(state(view)).isEqualTo("running");
        signals.beat(RunSignals.Life.PAUSED);
        view.refresh();
        assertThat(state(view)).isEqualTo("paused");
        Files.write(folder.resolve("journal.jsonl"), journal);
        view.refresh();
        assertThat(state(view)).isEqualTo("ended");
    }

    private static String state(RunView view) {
        return JSON.readTree(view.json()).get("state").asString();
    }

    @Test
    void aDamagedJournalIsShownAsFarAsItIsGood() throws IOException {
        String journal = Files.readString(trials.resolve("journal.jsonl"));
        int at = journal.indexOf("\"trial\":30");
        Files.writeString(
                folder.resolve("journal.jsonl"),
                journal.substring(0, at) + "\"trial\":99" + journal.substring(at + 10));
        RunView view = view(folder);

        assertThat(view.problem()).contains("is damaged in line").contains("repair");
        assertThat(JSON.readTree(view.json()).get("trials").get("trial").size()).isBetween(25, 31);
    }

    @Test
    void aRunWithoutADescribedSpaceIsShownFromItsTrialsAlone() throws IOException {
        Files.copy(trials.resolve("journal.jsonl"), folder.resolve("journal.jsonl"));
        JsonNode json = json(folder);

        assertThat(json.get("decisions").findValuesAsString("label"))
                .containsExactlyInAnyOrder("width", "depth", "operation/0", "operation/1", "rate");
        assertThat(JSON.readTree(view(folder).network()).get("problem").asString())
                .contains("isn't described");
    }

    @Test
    void aFolderWithoutAJournalIsNoRun() {
        assertThatThrownBy(() -> view(folder))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("holds no run");
    }

    @Test
    void aRunInALineHasAllObjectivesOfItsBestTrialAndItsFailures() throws Exception {
        Path front = SampleRuns.front(folder);
        BestTrial best = RunHistory.read(front).best().orElseThrow();
        assertThat(RunView.of("front-1", front, Vocabulary.standard())
                        .summary()
                        .orElseThrow()
                        .best())
                .containsExactly(
                        Map.entry("accuracy", best.scores().all().get(0).value()),
                        Map.entry("cost", best.scores().all().get(1).value()));
        RunView failures = RunView.of("failures-1", SampleRuns.failures(folder), Vocabulary.standard());
        assertThat(failures.summary().orElseThrow().failed()).isPositive();
        assertThat(failures.brief())
                .contains("\"failed\":" + failures.summary().orElseThrow().failed());
    }
}
