package io.lanista.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.runtime.journal.JournalContents;
import io.lanista.runtime.journal.JournalReader;
import io.lanista.runtime.journal.JournalRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableSearchTest {
    private static final int TRIALS = 10_000;

    @TempDir
    Path folder;

    @Test
    @Tag("long")
    void tenThousandTrialsOfATableFitInASmallHeap() throws Exception {
        Path run = folder.resolve("table");
        Path output = folder.resolve("output");
        Process search = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx40m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TableSearchProgram.class.getName(),
                        run.toString(),
                        Integer.toString(TRIALS),
                        "16"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        int exit = search.waitFor();

        assertThat(exit).as(Files.readString(output)).isZero();
        assertThat(JournalReader.read(run.resolve("journal.jsonl"))
                        .map(JournalContents::lines)
                        .orElse(List.of()))
                .filteredOn(line -> line.record() instanceof JournalRecord.Ended)
                .hasSize(TRIALS);
    }
}
