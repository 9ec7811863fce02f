package io.lanista.runtime.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.lanista.runtime.experiment.ExperimentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedExperimentTest {
    @TempDir
    private Path folder;

    private Path home;

    @BeforeEach
    void runTwice() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        write("home/experiment.yaml");
        write("home/runs/mine-1/journal.jsonl");
        write("home/runs/mine-1/trials/0/artifact/network.bin");
    }

    @Test
    void noFileTakesThePlaceOfAnotherOne() throws Exception {
        Path inside = write("home/data/points.csv");
        Path one = write("one/points.csv");
        Path two = write("two/points.csv");
        Path three = write("three/2/points.csv");
        Path weights = write("home/run/network.bin");
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("more_path", folder.resolve("three/2").toString());
        data.put("path", List.of(one.toString(), two.toString()));
        data.put("labels", "./data/../data/points.csv");
        data.put("other_labels", "../home/data/points.csv");
        data.put("test_path", inside.toString());
        data.put("start_from", "run");

        PackedExperiment packed = packed(data, true);

        assertThat(packed.files())
                .containsOnly(
                        entry("data/points.csv", inside),
                        entry("data-2/2/points.csv", three),
                        entry("data-2/points.csv", one),
                        entry("data-2/3/points.csv", two),
                        entry("data-2/run/network.bin", weights));
        assertThat(data(packed))
                .containsEntry("more_path", "data-2/2")
                .containsEntry("path", List.of("data-2/points.csv", "data-2/3/points.csv"))
                .containsEntry("labels", "./data/../data/points.csv")
                .containsEntry("other_labels", "data/points.csv")
                .containsEntry("test_path", "data/points.csv")
                .containsEntry("start_from", "data-2/run");
        assertThat(packed.notes()).hasSize(6).noneMatch(note -> note.contains("(./data"));
    }

    @Test
    void aFolderOutsideLiesBesideFilesOfItsName() throws Exception {
        Path one = write("one/points.csv");
        Path two = write("two/points.csv");
        Path three = write("three/2/points.csv");
        Map<String, Object> data = new LinkedHashMap<>();
        data.put(
                "path",
                List.of(one.toString(), two.toString(), three.getParent().toString()));

        assertThat(packed(data, true).files())
                .containsOnly(
                        entry("data/points.csv", one),
                        entry("data/2/points.csv", two),
                        entry("data/2/2/points.csv", three));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "/", "", "data", "runs", "./"})
    void aTextIsNoFileThoughThereIsAFolderOfThatName(String text) throws Exception {
        write("home/data/points.csv");
        Map<String, Object> data = Map.of(
                "path", "data/points.csv", "missing", List.of(text), "separator", text, "group", text, "test_path", "");

        PackedExperiment packed = packed(data, true);

        assertThat(packed.files()).containsOnlyKeys("data/points.csv");
        assertThat(data(packed)).isEqualTo(data);
        assertThat(packed.notes()).isEmpty();
        assertThat(packed(data, false).notes()).singleElement().asString().contains("(data/points.csv) don't go along");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "/", "./data/..", "../link"})
    void aFolderInWhichTheExperimentLiesIsNotPacked(String path) throws Exception {
        Files.createSymbolicLink(folder.resolve("link"), folder);

        assertThatThrownBy(() -> packed(Map.of("path", path), true))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContainingAll("can't be packed", "(" + home + ") lies in it", "Maybe");
        assertThat(packed(Map.of("path", path), false).notes())
                .singleElement()
                .asString()
                .contains("(" + path + ") don't go along");
    }

    @Test
    void whatLinksLeadToGoesAlong() throws Exception {
        write("disk/train/cat/1.png");
        write("store/2.png");
        Files.createSymbolicLink(home.resolve("pets"), folder.resolve("disk"));
        Files.createSymbolicLink(folder.resolve("disk/train/dog"), folder.resolve("store"));

        assertThat(packed(Map.of("path", "pets"), true).files())
                .containsOnlyKeys("pets/train/cat/1.png", "pets/train/dog/2.png");
    }

    @Test
    void ofEarlierRunsTheirTrialsGoAlong() throws Exception {
        Path told = write("home/runs/mine-1/past-1.jsonl");
        Path other = write("other/mine-1/journal.jsonl");
        Map<String, Object> listed = Map.of("past", List.of("runs/mine-1", "../other/mine-1", "runs/gone-1"));
        Map<String, Object> winners = Map.of("past", Map.of("winners", List.of("../other/mine-1"), "trials", 3));

        PackedExperiment packed = new PackedExperiment(listed, home, true, PackedRun.OWN);

        assertThat(packed.files())
                .containsOnly(
                        entry("data/mine-1/journal.jsonl", home.resolve("runs/mine-1/journal.jsonl")),
                        entry("data/mine-1/past-1.jsonl", told),
                        entry("data/2/mine-1/journal.jsonl", other));
        assertThat(packed.tree()).containsEntry("past", List.of("data/mine-1", "data/2/mine-1", "runs/gone-1"));
        assertThat(packed.notes()).singleElement().asString().contains("earlier run (runs/gone-1) isn't there");
        assertThat(new PackedExperiment(listed, home, false, PackedRun.OWN).notes())
                .hasSize(3)
                .anyMatch(note -> note.contains("earlier run (runs/mine-1) doesn't go along"));
        assertThat(new PackedExperiment(winners, home, true, PackedRun.OWN).tree())
                .containsEntry("past", Map.of("winners", List.of("data/mine-1"), "trials", 3));
    }

    @Test
    void anExportedArchitectureGoesAlongWithoutItsWeights() throws Exception {
        write("home/winner/network.bin");
        Path export = write("home/winner/export.json");

        assertThat(new PackedExperiment(Map.of("architecture", "winner"), home, true, PackedRun.OWN).files())
                .containsOnly(entry("winner/export.json", export));
        assertThat(new PackedExperiment(Map.of("architecture", "winner"), home, false, PackedRun.OWN).notes())
                .singleElement()
                .asString()
                .contains("exported winner (winner) doesn't go along");
        assertThat(new PackedExperiment(Map.of("architecture", "conv|pool"), home, false, PackedRun.OWN).notes())
                .isEmpty();
    }

    @Test
    void theRunWhoseSupernetIsTheEvaluatorGoesAlongWhole() throws Exception {
        Path journal = write("home/runs/spos-1/journal.jsonl");
        Path weights = write("home/runs/spos-1/supernet/weights.bin");
        Map<String, Object> experiment = Map.of("evaluator", Map.of("name", "supernet", "run", "runs/spos-1"));

        assertThat(new PackedExperiment(experiment, home, true, PackedRun.OWN).files())
                .containsValues(journal, weights);
        assertThat(new PackedExperiment(experiment, home, false, PackedRun.OWN).notes())
                .singleElement()
                .asString()
                .contains("(runs/spos-1) don't go along");
    }

    private PackedExperiment packed(Map<String, Object> data, boolean withData) {
        return new PackedExperiment(
                Map.of("evaluator", Map.of("name", "mine", "data", data)), home, withData, PackedRun.OWN);
    }

    private static Map<String, Object> data(PackedExperiment packed) {
        return RunDescription.table(((Map<?, ?>) packed.tree().get("evaluator")).get("data"));
    }

    private Path write(String file) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, file);
    }
}
