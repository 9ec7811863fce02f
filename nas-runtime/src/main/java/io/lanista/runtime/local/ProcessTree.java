package io.lanista.runtime.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A worker and the processes that its trials started. They are found as its descendants while it lives; where the system shows the
 * environment of processes (Linux), those are found, too, whose parents are gone, by a mark that each worker hands on to its children.
 */
final class ProcessTree {
    /** The mark, in the environment. */
    static final String MARK = "LANISTA_WORKER_MARK";

    /** Whoever is ended may have started another one just before. */
    private static final int MAX_ROUNDS = 5;

    private static final Path PROCESSES = Path.of("/proc");

    private ProcessTree() {}

    /** Ends a worker and what it started, also if it has died by itself. */
    static void end(ProcessHandle worker, String mark) {
        List<ProcessHandle> known = worker.descendants().toList(); // Before it dies: afterwards they are nobody's.
        worker.destroyForcibly();
        known.forEach(ProcessHandle::destroyForcibly);
        List<ProcessHandle> marked = marked(mark);
        for (int round = 0; round < MAX_ROUNDS && !marked.isEmpty(); round++) {
            marked.forEach(ProcessHandle::destroyForcibly);
            marked = marked(mark);
        }
    }

    /** Ends what this process, a worker, has started. */
    static void endOwnChildren() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        marked(System.getenv(MARK)).forEach(ProcessHandle::destroyForcibly);
    }

    private static List<ProcessHandle> marked(String mark) {
        List<ProcessHandle> marked = new ArrayList<>();
        if (!Files.isDirectory(PROCESSES)) {
            return marked;
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : processes) {
                if (environment(process).contains("\0" + MARK + "=" + mark + "\0")) {
                    handle(process).ifPresent(marked::add);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return marked;
        }
        return marked;
    }

    private static Optional<ProcessHandle> handle(Path process) {
        return ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                .filter(found -> found.pid() != ProcessHandle.current().pid());
    }

    /** Its variables, with a zero before, between and after them; empty for what is gone or belongs to somebody else. */
    private static String environment(Path process) {
        try {
            byte[] bytes = Files.readAllBytes(process.resolve("environ"));
            return "\0" + new String(bytes, StandardCharsets.ISO_8859_1) + "\0";
        } catch (IOException e) {
            return "";
        }
    }
}
