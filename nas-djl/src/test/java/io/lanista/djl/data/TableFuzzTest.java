package io.lanista.djl.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.option.OptionException;
import io.lanista.djl.file.DataException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of every dialect and kind, with whatever people and programs put into cells: each is read, or refused in one sentence. */
class TableFuzzTest {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    @Test
    void hundredsOfTablesEndInDataOrASentence() throws IOException {
        int read = fuzz(1, 250);
        assertThat(read).isBetween(50, 240);
    }

    @Test
    @Tag("long")
    void thousandsOfTablesEndInDataOrASentence() throws IOException {
        fuzz(1_000, 2_500);
    }

    private int fuzz(long firstSeed, int count) throws IOException {
        int read = 0;
        for (long seed = firstSeed; seed < firstSeed + count; seed++) {
            FuzzedTable table = new FuzzedTable(new Random(seed));
            Files.write(folder.resolve("data.csv"), table.bytes());
            Files.write(folder.resolve("test.csv"), table.test());
            read += isRead(table.options(), seed) ? 1 : 0;
        }
        return read;
    }

    private boolean isRead(Map<String, Object> options, long seed) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long begin = threads.getCurrentThreadCpuTime();
        boolean read = true;
        try {
            assertIsSound(Samples.load(folder, "csv", options), seed);
        } catch (DataException | OptionException e) {
            read = false;
            assertThat(e.getMessage())
                    .as("seed " + seed)
                    .endsWith(".")
                    .doesNotContain("\n", "Exception", "java.", "null ")
                    .hasSizeLessThan(2_000);
        }
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - begin))
                .as("the time for seed " + seed)
                .isLessThan(LONGEST);
        return read;
    }

    /** What a network would be trained with holds finite numbers, and something of everything. */
    private static void assertIsSound(DataSplit split, long seed) {
        for (DataSet part : new DataSet[] {split.train(), split.validation(), split.test()}) {
            assertThat(part.size()).as("seed " + seed).isPositive();
            for (float feature : Samples.rawFeatures(part)) {
                assertThat(feature).as("seed " + seed).isFinite();
            }
            for (int example = 0; example < part.size(); example++) {
                if (split.task() == Task.REGRESSION) {
                    assertThat(part.target(example, 0)).as("seed " + seed).isFinite();
                } else {
                    assertThat(part.label(example)).as("seed " + seed).isBetween(0, split.outputSize() - 1);
                }
            }
        }
        assertThat(split.description().summary()).as("seed " + seed).hasSizeBetween(2, 4);
        assertThat(split.description().fingerprint()).as("seed " + seed).hasSize(32);
    }
}
