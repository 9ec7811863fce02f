package io.lanista.runtime.local;

import com.google.common.base.Throwables;
import io.lanista.runtime.execute.ExecutorRequest;
import io.lanista.runtime.execute.TrialResult;
import io.lanista.runtime.remote.RemoteMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Starts workers for one experiment, and ends all that are left when it is closed. Safe for use by several threads. */
final class WorkerFactory implements AutoCloseable {
    private static final int CONNECTING_SECONDS = 60;

    private final RemoteMessage.Open open;
    private final Path runFolder;
    private final WorkerCommand command;
    private final WorkerServer server;
    private final SecureRandom random = new SecureRandom();
    private final NavigableSet<Integer> free = new ConcurrentSkipListSet<>();
    private final Set<Worker> alive = ConcurrentHashMap.newKeySet();
    private final @Nullable MemoryWatch watch;
    private final AtomicInteger number = new AtomicInteger();
    private volatile boolean closed;

    WorkerFactory(ExecutorRequest request, WorkerCommand command) throws IOException {
        this.open = new RemoteMessage.Open(request.work(), request.folders());
        this.runFolder = request.folders().run();
        this.command = command;
        IntStream.range(0, request.slots()).forEach(free::add);
        this.server = WorkerServer.open(request.threads("workers"));
        OptionalLong memory = command.limits().memory();
        try {
            this.watch = memory.isPresent()
                    ? new MemoryWatch(alive, memory.getAsLong(), request.threads("memory-watch"))
                    : null;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** A new worker whose evaluator is ready; fails soon if this is closed meanwhile. */
    Worker start() throws WorkerNotReady {
        int slot = Objects.requireNonNull(free.pollFirst(), "more workers than slots");
        String token = secret();
        CompletableFuture<Connection> connection = server.await(token);
        Worker worker = null;
        try {
            worker = launch(slot, token);
            connect(worker, connection);
            return worker;
        } catch (IOException | WorkerNotReady | RuntimeException | Error e) {
            connection.cancel(false);
            if (worker == null) {
                free.add(slot);
            } else {
                end(worker);
            }
            throw notReady(e);
        }
    }

    /** What becomes of the trial; what nobody expects is thrown as it is. */
    private static WorkerNotReady notReady(Throwable failure) {
        Throwables.throwIfUnchecked(failure);
        return failure instanceof WorkerNotReady known
                ? known
                : new WorkerNotReady(
                        new TrialResult.Failed("A worker can't be started: " + failure.getMessage() + "."));
    }

    private Worker launch(int slot, String token) throws IOException {
        WorkerFiles files = WorkerFiles.create(runFolder, number.incrementAndGet());
        String mark = secret();
        ProcessBuilder builder = command.builder(files, slot);
        builder.environment().put(WorkerMain.ADDRESS, server.address().toString());
        builder.environment().put(WorkerMain.TOKEN, token);
        builder.environment().put(WorkerMain.LOCALE, Locale.getDefault().toLanguageTag());
        builder.environment().put(ProcessTree.MARK, mark);
        Process process = builder.start();
        Worker worker = new Worker(process, files, mark, slot);
        alive.add(worker);
        if (closed) {
            worker.kill();
        }
        return worker;
    }

    /** Returns when the worker's evaluator is ready. */
    private void connect(Worker worker, CompletableFuture<Connection> connection) throws IOException, WorkerNotReady {
        worker.whenDead(() -> connection.cancel(false));
        try {
            worker.connected(connection.get(CONNECTING_SECONDS, TimeUnit.SECONDS));
        } catch (CancellationException | TimeoutException | ExecutionException | InterruptedException e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            worker.kill();
            throw new WorkerNotReady(worker.died(
                    e instanceof TimeoutException
                            ? "The worker didn't answer for " + CONNECTING_SECONDS + " s"
                            : "The worker ended before it was ready"));
        }
        worker.send(open);
        RemoteMessage answer = worker.receive();
        if (answer instanceof RemoteMessage.Refused refused) {
            throw new WorkerNotReady(
                    new TrialResult.Failed(refused.reason(), worker.log().toString()));
        }
        if (!(answer instanceof RemoteMessage.Ready)) {
            throw new WorkerNotReady(worker.died("The worker ended before it was ready"));
        }
    }

    private String secret() {
        byte[] secret = new byte[16];
        random.nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    /** Ends a worker, and lets another one have its place. */
    void end(Worker worker) {
        worker.close();
        if (alive.remove(worker)) {
            free.add(worker.slot());
        }
    }

    @Override
    public void close() {
        closed = true;
        if (watch != null) {
            watch.close();
        }
        server.close();
        alive.forEach(Worker::close);
    }
}
