package io.lanista.runtime.drive;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.failure.Blame;
import io.lanista.api.failure.LanistaException;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Objective;
import io.lanista.djl.data.DataSet;
import io.lanista.djl.train.TrainedNetwork;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.export.ExportResult;
import io.lanista.runtime.watch.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An export, or a run that is to be exported, some bytes of which were changed: nothing wrong is loaded or written without a word. */
class ExportFuzzTest extends HostedTest {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    @Test
    void aDamagedExportOrRunIsNoticed() throws Exception {
        fuzz(1, 120, 40);
    }

    @Test
    @Tag("long")
    void damagedExportsAndRunsAreNoticed() throws Exception {
        fuzz(1_000, 800, 300);
    }

    private static DataSet points() {
        float[] points = new float[80];
        int[] labels = new int[40];
        for (int i = 0; i < 40; i++) {
            labels[i] = i % 2;
            points[2 * i] = i;
            points[2 * i + 1] = i % 2 == 0 ? -1 : 1;
        }
        return DataSet.classification(new long[] {2}, List.of("low", "high"), points, labels);
    }

    private RunResult run() throws InterruptedException {
        return nas.run(Experiment.named("small")
                .space(SearchSpace.of(Model.named("line")
                        .input("in", 2)
                        .then("out", Layer.of("linear", "units", Model.OUTPUTS))
                        .build()))
                .strategy(new Fixtures.Sensitive(), Map.of())
                .evaluator("classification", Map.of("epochs", 1))
                .given(points())
                .objective(Objective.maximize("accuracy"))
                .budget(Budget.ofTrials(1))
                .runsFolder(folder.resolve("runs"))
                .build());
    }

    private void fuzz(long firstSeed, int exports, int runs) throws Exception {
        RunResult run = run();
        Path whole = folder.resolve("whole");
        assertThat(nas.export(run.folder(), whole, points()).isExact()).isTrue();
        float[][] expected;
        try (TrainedNetwork network = nas.load(whole)) {
            expected = network.predict(new float[][] {{1, 2}});
        }
        for (long seed = firstSeed; seed < firstSeed + exports; seed++) {
            Path copy = folder.resolve("copy-" + seed);
            copy(whole, copy);
            Path damaged = damage(copy, new Random(seed));
            long begin = System.nanoTime();
            loads(copy, damaged, expected, seed);
            assertInTime(begin, seed);
        }
        for (long seed = firstSeed; seed < firstSeed + runs; seed++) {
            Path copy = folder.resolve("run-" + seed);
            copy(run.folder(), copy);
            damage(copy, new Random(seed));
            long begin = System.nanoTime();
            exports(copy, folder.resolve("winner-" + seed), seed);
            assertInTime(begin, seed);
        }
    }

    private static void assertInTime(long begin, long seed) {
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .as("the time for seed " + seed)
                .isLessThan(LONGEST);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    /** Changes one of the files, and says which. */
    private static Path damage(Path folder, Random random) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        Path file = files.get(random.nextInt(files.size()));
        byte[] bytes = Files.readAllBytes(file);
        int at = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
        switch (random.nextInt(6)) {
            case 0:
                Files.delete(file);
                break;
            case 1:
                Files.write(file, Arrays.copyOf(bytes, at));
                break;
            case 2:
                Files.write(file, Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(100)));
                break;
            case 3:
                Files.write(file, Files.readAllBytes(files.get(random.nextInt(files.size()))));
                break;
            default:
                for (int changes = 1 + random.nextInt(3); changes > 0 && bytes.length > 0; changes--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
                }
                Files.write(file, bytes);
        }
        return file;
    }

    /** What loads predicts what was exported. */
    private void loads(Path export, Path damaged, float[][] expected, long seed) {
        try (TrainedNetwork network = nas.load(export)) {
            assertThat(network.predict(new float[][] {{1, 2}}))
                    .as("seed " + seed + ": " + damaged)
                    .isDeepEqualTo(expected);
        } catch (IOException e) {
            isASentence(e.getMessage(), "seed " + seed + ": " + damaged);
        }
    }

    /** What is exported measures what was reported, or it is said that it wasn't measured; what fails leaves nothing. */
    private void exports(Path run, Path to, long seed) {
        try {
            ExportResult result = nas.export(run, to, points());
            assertThat(result.isExact() || result.unchecked().isPresent())
                    .as("seed " + seed)
                    .isTrue();
            assertThat(to).exists();
        } catch (LanistaException e) {
            assertThat(e.blame()).as("seed " + seed + ": " + e.getMessage()).isNotEqualTo(Blame.LANISTA);
            isASentence(e.getMessage(), "seed " + seed);
            assertThat(to).doesNotExist();
        }
    }

    private static void isASentence(String message, String what) {
        assertThat(message)
                .as(what)
                .isNotBlank()
                .doesNotContain("Exception", "java.", "tools.jackson")
                .hasSizeLessThan(3_000);
    }
}
