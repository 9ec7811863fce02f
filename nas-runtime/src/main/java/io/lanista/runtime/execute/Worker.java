package io.lanista.runtime.execute;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A worker JVM, as its host sees it: the process, the connection to it, and its log. */
final class Worker implements AutoCloseable {
    private static final int STARTING_MILLIS = 60_000;
    private static final int DYING_SECONDS = 5;

    private final Process process;
    private final Channel channel;
    private final Path log;
    private final Path scratch;

    private Worker(Process process, Channel channel, Path log, Path scratch) {
        this.process = process;
        this.channel = channel;
        this.log = log;
        this.scratch = scratch;
    }

    /** Says that a worker can't start; retrying is of no use. */
    static final class CannotStart extends Exception {
        private static final long serialVersionUID = 1L;

        CannotStart(String message) {
            super(message);
        }
    }

    /**
     * Starts a worker, and returns when its evaluator is ready.
     *
     * @param command starts the process; the output goes to the log
     * @param log the worker's log
     * @param scratch its folder for temporary files, which goes when it is closed
     * @param token what the worker has to show
     * @param open tells the worker what to evaluate with
     * @param starting has the process for as long as it isn't ready; who closes the server ends it
     */
    static Worker start(
            ProcessBuilder command,
            ServerSocket server,
            Path log,
            Path scratch,
            String token,
            WorkerMessage open,
            Set<Process> starting)
            throws CannotStart {
        Process process = null;
        try {
            Channel channel;
            synchronized (server) { // Whoever connects now is the one that was just started, or is sent away.
                process = command.start();
                starting.add(process);
                channel = accept(server, token, process);
            }
            channel.send(open);
            Worker worker = new Worker(process, channel, log, scratch);
            WorkerMessage ready = channel.receive();
            if (ready == null) {
                throw new CannotStart("The worker ended before it was ready: " + worker.cause() + seeLog(log));
            }
            if (ready.is("refused")) {
                throw new CannotStart(ready.text("reason"));
            }
            return worker;
        } catch (IOException | CannotStart e) {
            if (process != null) {
                end(process, scratch);
            }
            throw e instanceof CannotStart known
                    ? known
                    : new CannotStart("The worker can't be started: " + e.getMessage() + seeLog(log));
        } finally {
            if (process != null) {
                starting.remove(process);
            }
        }
    }

    private static String seeLog(Path log) {
        return ". Its log is " + log + ".";
    }

    private static Channel accept(ServerSocket server, String token, Process process) throws IOException, CannotStart {
        server.setSoTimeout(100);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STARTING_MILLIS);
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                Channel channel = new Channel(server.accept());
                WorkerMessage hello = channel.receive();
                if (hello != null && hello.text("token").equals(token)) {
                    return channel;
                }
                channel.close();
            } catch (java.net.SocketTimeoutException e) {
                continue; // Look whether the process still lives.
            }
        }
        throw new IOException(process.isAlive() ? "it doesn't answer" : "it ended with status " + process.exitValue());
    }

    void send(WorkerMessage message) throws IOException {
        channel.send(message);
    }

    /** The next message, or null if the worker died. */
    @Nullable WorkerMessage receive() {
        return channel.receive();
    }

    Path log() {
        return log;
    }

    /** Ends the process at once. */
    void kill() {
        process.destroyForcibly();
    }

    /** Where the JVM writes about a crash. */
    private Path crashReport() {
        return log.resolveSibling("crash-" + process.pid() + ".log");
    }

    /** Why the process ended, in words. */
    String cause() {
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
            case 3:
                return "it ran out of memory (exit status 3)";
            case 134: // Aborted, also by an assertion of a native library.
            case 139:
                return "native code crashed (exit status " + status + ")";
            case 137:
            case 143:
                return "it was killed (exit status " + status + ")";
            default:
                return "it called System.exit (exit status " + status + ")";
        }
    }

    @Override
    public void close() {
        channel.close();
        end(process, scratch);
    }

    /** Kills the process, and deletes what it can't delete itself then. */
    private static void end(Process process, Path scratch) {
        process.destroyForcibly();
        try {
            if (process.waitFor(DYING_SECONDS, TimeUnit.SECONDS) && Files.isDirectory(scratch)) {
                MoreFiles.deleteRecursively(scratch, RecursiveDeleteOption.ALLOW_INSECURE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // Temporary files in the run's own folder: a full or failing disk shall not end the search for their sake.
            return;
        }
    }
}
