package io.lanista.runtime.local;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.lanista.runtime.execute.TrialResult;
import io.lanista.runtime.remote.RemoteMessage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A worker JVM, as its host sees it: the process, the connection to it once there is one, and its log. */
final class Worker implements AutoCloseable {
    private static final int DYING_SECONDS = 5;

    /** The JVM's last words are at the end of the log. */
    private static final int TAIL = 16 << 10;

    private final Process process;
    private final WorkerFiles files;
    private final String mark;
    private final int slot;
    private volatile @Nullable Connection connection;
    private volatile @Nullable String excess;

    /**
     * A worker whose process was just started.
     *
     * @param mark what its children can be known by
     * @param slot its place among the workers
     */
    Worker(Process process, WorkerFiles files, String mark, int slot) {
        this.process = process;
        this.files = files;
        this.mark = mark;
        this.slot = slot;
    }

    /** Takes note of the connection to it. */
    void connected(Connection to) {
        connection = to;
    }

    void send(RemoteMessage message) throws IOException {
        Connection open = connection;
        if (open == null) {
            throw new IOException("not connected");
        }
        open.send(message);
    }

    /** The next message, or null if the worker died. */
    @Nullable RemoteMessage receive() {
        Connection open = connection;
        return open == null ? null : open.receive();
    }

    int slot() {
        return slot;
    }

    Path log() {
        return files.log();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Calls this once the process has ended. */
    void whenDead(Runnable action) {
        process.onExit().thenRun(action);
    }

    /** Ends the process, with all that it has started, at once. */
    void kill() {
        ProcessTree.end(process.toHandle(), mark);
    }

    /** The number of its process. */
    long process() {
        return process.pid();
    }

    /** Ends the process because it holds more memory than it may. */
    void killForMemory(long held, long limit) {
        excess = String.format(
                Locale.ROOT,
                "It took %,d MB of memory, and a worker may take %,d MB, so its worker was ended. Maybe make networks or"
                        + " batches smaller, run fewer trials at once (parallel), or give workers more (option memory of the executor)."
                        + " The worker's log is %s.",
                held >> 20,
                limit >> 20,
                log());
        kill();
    }

    /** What becomes of a trial that it can't end because it died. What takes too much memory would do so again. */
    TrialResult died(String beginning) {
        String reason = excess;
        if (reason != null) {
            return new TrialResult.Failed(reason, log().toString());
        }
        return new TrialResult.Crashed(beginning + ": " + cause() + ". Its log is " + log() + ".", log().toString());
    }

    /** Why the process ended, in words. */
    private String cause() {
        try {
            if (!process.waitFor(DYING_SECONDS, TimeUnit.SECONDS)) {
                return "the connection broke";
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "the host was interrupted";
        }
        int status = process.exitValue();
        if (Files.exists(crashReport())) {
            return "native code crashed (report " + crashReport() + ")";
        }
        switch (status) {
            case 134: // Aborted, also by an assertion of a native library.
            case 139:
                return "native code crashed (exit status " + status + ")";
            case 137:
            case 143:
                return "it was killed (exit status " + status + ")";
            default:
                return (hasRunOutOfMemory() ? "it ran out of memory" : "it called System.exit") + " (exit status "
                        + status + ")";
        }
    }

    /** The JVM ends with a status that any program may end with, too, and says why in the log. */
    private boolean hasRunOutOfMemory() {
        try (RandomAccessFile log = new RandomAccessFile(files.log().toFile(), "r")) {
            log.seek(Math.max(files.logStart(), log.length() - TAIL));
            byte[] tail = new byte[TAIL];
            int length = log.read(tail);
            return length > 0
                    && new String(tail, 0, length, StandardCharsets.ISO_8859_1)
                            .contains("Terminating due to java.lang.OutOfMemoryError");
        } catch (IOException e) {
            return false;
        }
    }

    /** Where the JVM writes about a crash. */
    private Path crashReport() {
        return files.log().resolveSibling("crash-" + process.pid() + ".log");
    }

    /** Ends the process and all that it has started, and deletes what it can't delete itself then. */
    @Override
    public void close() {
        Connection open = connection;
        if (open != null) {
            open.close();
        }
        kill();
        try {
            if (process.waitFor(DYING_SECONDS, TimeUnit.SECONDS) && Files.isDirectory(files.scratch())) {
                MoreFiles.deleteRecursively(files.scratch(), RecursiveDeleteOption.ALLOW_INSECURE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // Temporary files in the run's own folder: a full or failing disk shall not end the search for their sake.
            return;
        }
    }
}
