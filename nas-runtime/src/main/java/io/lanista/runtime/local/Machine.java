package io.lanista.runtime.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What of this machine is free for trials.
 *
 * @param cores that this process may use
 * @param memory bytes that can be had without taking them from other programs; empty where the system doesn't say (it does on Linux)
 */
public record Machine(int cores, OptionalLong memory) {
    private static final long KIBIBYTE = 1 << 10;
    private static final Path PROCESSES = Path.of("/proc");
    private static final Path CONTROL_GROUP = Path.of("/sys/fs/cgroup");

    /** As it is now. */
    public static Machine now() {
        return new Machine(Runtime.getRuntime().availableProcessors(), memory(PROCESSES, CONTROL_GROUP));
    }

    /** What the system has, or what is left of a container's share if that is less. */
    static OptionalLong memory(Path processes, Path group) {
        OptionalLong free = field(processes.resolve("meminfo"), "MemAvailable:", KIBIBYTE);
        OptionalLong most = number(group.resolve("memory.max"));
        if (free.isEmpty() || most.isEmpty()) {
            return free;
        }
        long cached = field(group.resolve("memory.stat"), "inactive_file", 1).orElse(0);
        long used = number(group.resolve("memory.current")).orElse(0) - cached;
        return OptionalLong.of(Math.max(0, Math.min(free.getAsLong(), most.getAsLong() - used)));
    }

    /**
     * How much memory a process holds that nobody else has: not the pages of files, which the system can take back. Swapped out
     * pages count, too. Empty where the system doesn't say.
     */
    static OptionalLong heldBy(long process) {
        Path status = PROCESSES.resolve(Long.toString(process)).resolve("status");
        OptionalLong own = field(status, "RssAnon:", KIBIBYTE);
        return own.isEmpty()
                ? own
                : OptionalLong.of(own.getAsLong()
                        + field(status, "RssShmem:", KIBIBYTE).orElse(0)
                        + field(status, "VmSwap:", KIBIBYTE).orElse(0));
    }

    /** The number behind a name, in a file with a line for each. */
    private static OptionalLong field(Path file, String name, long unit) {
        return lines(file).stream()
                .filter(line -> line.startsWith(name))
                .flatMap(line -> Stream.of(line.substring(name.length()).trim().split(" ", 2)[0]))
                .mapToLong(value -> Long.parseLong(value) * unit)
                .findFirst();
    }

    private static OptionalLong number(Path file) {
        return lines(file).stream()
                .filter(line -> line.matches("\\d{1,18}"))
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            return List.of(); // The process is gone, or the system has no such file.
        }
    }
}
