package io.lanista.runtime.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of one worker, in the run's folder {@code workers}.
 *
 * @param log what it prints; one of an earlier session is appended to
 * @param logStart how long the log was before it
 * @param scratch for its temporary files; goes with it
 */
record WorkerFiles(Path log, long logStart, Path scratch) {
    static WorkerFiles create(Path runFolder, int number) throws IOException {
        Path folder = Files.createDirectories(runFolder.resolve("workers"));
        String name = "worker-" + number;
        Path log = folder.resolve(name + ".log").toAbsolutePath();
        Path scratch = Files.createDirectories(folder.resolve(name + "-scratch"));
        return new WorkerFiles(log, Files.exists(log) ? Files.size(log) : 0, scratch.toAbsolutePath());
    }
}
