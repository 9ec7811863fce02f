package io.lanista.runtime.runs;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.watch.RunResult;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedRunTest {
    @TempDir
    private Path folder;

    @Test
    void aRunIsPackedWithWhatItsCommandLineSaidAndGoesOnElsewhere() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        Path file = Files.writeString(home.resolve("e.yaml"), """
                name: packed
                space: parts/space.yaml
                architecture: {width: 8}
                evaluator: {name: classification, data: {path: points.csv}, epochs: 1}
                objective: {maximize: accuracy}
                executor: inline
                """);
        Files.createDirectories(home.resolve("parts"));
        Files.writeString(home.resolve("parts/space.yaml"), """
                name: small
                input: {x: [2]}
                layers: [{linear: {units: {choice: width, of: [8, 16]}}}, relu, {linear: {units: outputs}}]
                """);
        StringBuilder rows = new StringBuilder("a,b,label\n");
        for (int i = 0; i < 40; i++) {
            rows.append(i % 7)
                    .append(',')
                    .append(i % 5)
                    .append(',')
                    .append(i % 2 == 0 ? "even" : "odd")
                    .append('\n');
        }
        Files.writeString(home.resolve("points.csv"), rows.toString());
        Path zip = folder.resolve("run.zip");
        try (NasRuntime nas = NasRuntime.builder().build()) {
            RunResult here = nas.run(nas.experiment(file)
                    .seed(7)
                    .runsFolder(home.resolve("runs"))
                    .build());
            assertThat(PackedRun.pack(here.folder(), zip, true)).isEmpty();
            byte[] once = Files.readAllBytes(zip);
            PackedRun.pack(here.folder(), zip, true);
            assertThat(Files.readAllBytes(zip)).isEqualTo(once);

            PackedRun unpacked = PackedRun.unpack(zip, folder.resolve("elsewhere"));
            assertThat(unpacked.experiment()).content().contains("seed: 7");
            assertThat(unpacked.experiment().resolveSibling("points.csv")).hasContent(rows.toString());
            RunResult there = nas.run(nas.experiment(unpacked.experiment())
                    .runsFolder(unpacked.runs())
                    .continuation(io.lanista.runtime.experiment.Continuation.NEW)
                    .build());
            assertThat(there.best().orElseThrow().score())
                    .isEqualTo(here.best().orElseThrow().score());
            assertThat(PackedRun.unpack(zip, folder.resolve("elsewhere"))).isEqualTo(unpacked);
            Path other = Files.move(zip("other.zip", "experiment.yaml", "run/journal.jsonl"), zip, REPLACE_EXISTING);
            assertThatThrownBy(() -> PackedRun.unpack(other, folder.resolve("elsewhere")))
                    .hasMessageContaining("was unpacked from another");
        }
    }

    @Test
    void allFilesThatTheDataNameArePackedOrSpokenOf() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        StringBuilder rows = new StringBuilder("a,b,label\n");
        for (int i = 0; i < 40; i++) {
            rows.append(i % 7).append(',').append(i).append(".5,").append(i % 2 == 0 ? "even\n" : "odd\n");
        }
        Path train = Files.writeString(
                Files.createDirectories(folder.resolve("train")).resolve("points.csv"), rows.toString());
        Path test = Files.writeString(
                Files.createDirectories(folder.resolve("test")).resolve("points.csv"), rows + "9,99.5,odd\n");
        Path file = Files.writeString(home.resolve("e.yaml"), String.format("""
                name: packed
                space: {name: small, layers: [{linear: {units: {choice: width, of: [8, 16]}}}, relu, {linear: {units: outputs}}]}
                architecture: {width: 8}
                evaluator: {name: classification, data: {path: '%s', test_path: '%s'}, epochs: 1}
                objective: {maximize: accuracy}
                executor: inline
                """, train, test));
        Path zip = folder.resolve("run.zip");
        try (NasRuntime nas = NasRuntime.builder().build()) {
            Path run = nas.run(nas.experiment(file)
                            .runsFolder(home.resolve("runs"))
                            .build())
                    .folder();

            assertThat(PackedRun.pack(run, zip, false))
                    .anyMatch(note -> note.contains(train.toString()))
                    .anyMatch(note -> note.contains(test.toString()));
            PackedRun.pack(run, zip, true);
            Path unpacked = PackedRun.unpack(zip, folder.resolve("elsewhere")).experiment();
            assertThat(unpacked.resolveSibling("data/points.csv")).hasSameTextualContentAs(train);
            assertThat(unpacked.resolveSibling("data/2/points.csv")).hasSameTextualContentAs(test);
            assertThat(unpacked).content().contains("data/points.csv", "data/2/points.csv");

            Files.delete(test);
            Path other = Files.createDirectory(folder.resolve("other"));
            assertThatThrownBy(() -> PackedRun.pack(run, other.resolve("none/run.zip"), false))
                    .hasMessageContainingAll("can't be packed", "run.zip.part) isn't there")
                    .hasMessageNotContaining("Exception");
            assertThat(other).isEmptyDirectory();
        }
    }

    @Test
    void whatIsNoPackedRunIsToldSo() throws Exception {
        Path text = Files.writeString(folder.resolve("text.zip"), "no zip");
        assertThatThrownBy(() -> PackedRun.unpack(text, folder))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("is damaged, or no zip");
        assertThatThrownBy(() -> PackedRun.unpack(zip("other.zip", "a.txt"), folder))
                .hasMessageContaining("is no packed run");
    }

    @Test
    void aFileThatWouldLieOutsideIsRefusedAndNothingIsUnpacked() throws Exception {
        Path zip = zip("evil.zip", "experiment.yaml", "run/journal.jsonl", "../../evil.txt");
        assertThatThrownBy(() -> PackedRun.unpack(zip, folder.resolve("a/b")))
                .hasMessageContaining("(../../evil.txt) that would lie outside");
        assertThat(folder.resolve("a/b/evil")).doesNotExist();
        assertThat(folder.resolve("a/b/evil.part")).doesNotExist();
        assertThat(folder.resolve("a/evil.txt")).doesNotExist();
    }

    private Path zip(String name, String... entries) throws Exception {
        Path zip = folder.resolve(name);
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (String entry : entries) {
                out.putNextEntry(new ZipEntry(entry));
                out.write("x".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        return zip;
    }
}
