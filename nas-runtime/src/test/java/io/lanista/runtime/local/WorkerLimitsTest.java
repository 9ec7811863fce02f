package io.lanista.runtime.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.option.OptionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerLimitsTest {
    private static final long GIBIBYTE = 1L << 30;

    @Test
    void workersShareCoresAndFreeMemory() {
        Machine machine = new Machine(8, OptionalLong.of(10 * GIBIBYTE));

        assertThat(WorkerLimits.of(machine, 2, 16, "auto", "auto"))
                .isEqualTo(new WorkerLimits(4, 4, 2 * GIBIBYTE, OptionalLong.of((long) (4.5 * GIBIBYTE))));
        assertThat(WorkerLimits.of(machine, 16, 1, "auto", "auto"))
                .isEqualTo(new WorkerLimits(
                        1, 1, (long) (0.9 * 10 * GIBIBYTE) / 32, OptionalLong.of((long) (0.9 * 10 * GIBIBYTE / 16))));
        assertThat(WorkerLimits.of(machine, 2, 2, "512m", "3G"))
                .isEqualTo(new WorkerLimits(4, 2, GIBIBYTE / 2, OptionalLong.of(3 * GIBIBYTE)));
        assertThat(WorkerLimits.of(new Machine(1, OptionalLong.empty()), 8, 1, "auto", "auto"))
                .isEqualTo(new WorkerLimits(1, 1, 2 * GIBIBYTE, OptionalLong.empty()));
        assertThatThrownBy(() -> WorkerLimits.of(machine, 1, 1, "much", "auto"))
                .isInstanceOf(OptionException.class)
                .hasMessageContainingAll("(heap)", "(much)", "512m");
    }

    @Test
    void aContainerMayHaveLessThanTheMachine(@TempDir Path folder) throws IOException {
        Path processes = Files.createDirectory(folder.resolve("proc"));
        Path group = Files.createDirectory(folder.resolve("group"));
        assertThat(Machine.memory(processes, group)).isEmpty();

        Files.writeString(processes.resolve("meminfo"), "MemTotal:  9000 kB\nMemAvailable:    4000 kB\n");
        assertThat(Machine.memory(processes, group)).hasValue(4000 << 10);
        Files.writeString(group.resolve("memory.max"), "max\n");
        assertThat(Machine.memory(processes, group)).hasValue(4000 << 10);
        Files.writeString(group.resolve("memory.max"), "3000000\n");
        Files.writeString(group.resolve("memory.current"), "2000000\n");
        Files.writeString(group.resolve("memory.stat"), "anon 1500000\ninactive_file 400000\n");
        assertThat(Machine.memory(processes, group)).hasValue(1_400_000);
    }

    @Test
    void aProcessHoldsMemory() {
        Machine.heldBy(ProcessHandle.current().pid())
                .ifPresent(held -> assertThat(held).isBetween(10L << 20, 64 * GIBIBYTE));
        assertThat(Machine.heldBy(Long.MAX_VALUE)).isEmpty();
    }
}
