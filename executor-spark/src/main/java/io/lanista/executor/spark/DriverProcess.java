package io.lanista.executor.spark;

import io.lanista.executor.spark.wire.Frames;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The Spark driver as its host sees it: a process, a pipe in both directions, and a log. */
final class DriverProcess {
    private static final int STOPPING_SECONDS = 6;
    private static final int TAIL = 64 << 10;
    private static final Pattern TOLD =
            Pattern.compile("(?m)^(?:Caused by: |Exception in thread \"[^\"]*\" |Error: |.* ERROR \\S+ )(.+)$"
                    + "|^.* (Executor updated: \\S+ is now (?:EXITED|FAILED).*)$");

    private final Process process;
    private final Frames frames;
    private final Path log;
    private final long logStart;

    private DriverProcess(Process process, Path log, long logStart) {
        this.process = process;
        this.frames = new Frames(process.getInputStream(), process.getOutputStream());
        this.log = log;
        this.logStart = logStart;
    }

    static DriverProcess start(ProcessBuilder builder, Path log) throws IOException {
        long logStart = Files.exists(log) ? Files.size(log) : 0;
        return new DriverProcess(builder.start(), log, logStart);
    }

    /**
     * Calls these with all that comes, by a thread of its own.
     *
     * @param threads makes the thread
     * @param message takes a message
     * @param ended is told once that no more will come
     */
    void listen(ThreadFactory threads, BiConsumer<DriverProcess, List<String>> message, Consumer<DriverProcess> ended) {
        threads.newThread(() -> {
                    try {
                        for (List<String> next = frames.receive(); next != null; next = frames.receive()) {
                            message.accept(this, next);
                        }
                    } catch (IOException e) {
                        // It is gone, as at the end of what it says.
                    }
                    ended.accept(this);
                })
                .start();
    }

    /** Says something; to one that is gone, nothing is said: that it is gone is told by its end. */
    void send(String... message) {
        try {
            frames.send(message);
        } catch (IOException e) {
            return;
        }
    }

    /** Ends it at once. */
    void kill() {
        process.destroyForcibly();
    }

    /** Lets it leave the cluster, for a few seconds at most. */
    void close() {
        try {
            process.getOutputStream().close();
            if (process.waitFor(STOPPING_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException e) {
            // It is gone already, or will be.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
    }

    Path log() {
        return log;
    }

    /** The last thing that it has complained of in its log, or null. */
    @Nullable String complaint() {
        try (RandomAccessFile in = new RandomAccessFile(log.toFile(), "r")) {
            in.seek(Math.max(logStart, in.length() - TAIL));
            byte[] tail = new byte[TAIL];
            int length = Math.max(0, in.read(tail));
            Matcher told = TOLD.matcher(new String(tail, 0, length, StandardCharsets.UTF_8));
            String last = null;
            while (told.find()) {
                last = told.group(1) == null ? told.group(2) : told.group(1);
            }
            return last;
        } catch (IOException e) {
            return null;
        }
    }
}
