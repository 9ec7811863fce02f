package io.lanista.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwoProcessesTest {
    @TempDir
    Path folder;

    @Test
    void aSecondProcessNeitherWritesNorRepairsAndReadersDisturbNobody() throws Exception {
        Path file = folder.resolve("journal.jsonl");
        try (JournalProgram.Running writer = JournalProgram.open(file)) {
            assertThat(writer.firstLine()).isEqualTo("open");
            for (int i = 0; i < 20; i++) {
                int seen = JournalReader.read(file).orElseThrow().lines().size();
                assertThatThrownBy(() -> JournalRepair.repair(file))
                        .hasMessageContaining("being written by another run");
                assertThatThrownBy(() -> Journal.open(file, Durability.WRITTEN, Clock.systemUTC()))
                        .hasMessageContaining("being written by another run");
                assertThat(JournalReader.read(file).orElseThrow().lines()).hasSizeGreaterThanOrEqualTo(seen);
            }
            try (JournalProgram.Running second = JournalProgram.open(file)) {
                assertThat(second.firstLine()).contains("being written by another run");
            }
            writer.process().getOutputStream().write('\n');
            writer.process().getOutputStream().flush();
            assertThat(writer.process().waitFor()).isZero();
        }
        assertThat(JournalReader.check(file)).isEmpty();
    }

    @Test
    void aKilledWriterLeavesNoLock() throws Exception {
        Path file = folder.resolve("journal.jsonl");
        try (JournalProgram.Running writer = JournalProgram.open(file)) {
            assertThat(writer.firstLine()).isEqualTo("open");
        }
        assertThat(Files.exists(folder.resolve("journal.jsonl.lock"))).isTrue();

        Journal.open(file, Durability.WRITTEN, Clock.systemUTC()).close();

        assertThat(JournalReader.check(file)).isEmpty();
    }
}
