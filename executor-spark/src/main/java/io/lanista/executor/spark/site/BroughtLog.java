package io.lanista.executor.spark.site;

import io.lanista.runtime.execute.TrialResult;
import io.lanista.runtime.remote.RemoteMessage.Finished;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The end of a trial as the host can read it: a log that the end speaks of is brought along, and called as it is called there.
 *
 * @param finished speaks of the host's file
 * @param name where the log goes, from the run's folder; empty if there is none
 * @param content the last part of the log
 */
record BroughtLog(Finished finished, String name, byte[] content) {
    private static final int MOST = 256 << 10;

    /**
     * Reads the log of an end, if it has one.
     *
     * @param executor Spark's name of the executor
     * @param runFolder as the host calls it
     */
    static BroughtLog of(Finished finished, String executor, Path runFolder) throws IOException {
        String log = log(finished.result());
        if (log == null || !Files.isRegularFile(Path.of(log))) {
            return new BroughtLog(finished, "", new byte[0]);
        }
        String name = "workers/spark-" + executor + "-" + Path.of(log).getFileName();
        String there = runFolder + "/" + name;
        return new BroughtLog(
                new Finished(finished.trial(), renamed(finished.result(), log, there), finished.seconds()),
                name,
                tail(Path.of(log)));
    }

    private static @Nullable String log(TrialResult result) {
        if (result instanceof TrialResult.Failed failed) {
            return failed.log();
        }
        return result instanceof TrialResult.Crashed crashed ? crashed.log() : null;
    }

    private static TrialResult renamed(TrialResult result, String log, String there) {
        if (result instanceof TrialResult.Failed failed) {
            return new TrialResult.Failed(failed.reason().replace(log, there), there);
        } else if (result instanceof TrialResult.Crashed crashed) {
            return new TrialResult.Crashed(crashed.reason().replace(log, there), there);
        }
        return result;
    }

    private static byte[] tail(Path log) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(log.toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(MOST, in.length())];
            in.seek(in.length() - tail.length);
            in.readFully(tail);
            return tail;
        }
    }
}
