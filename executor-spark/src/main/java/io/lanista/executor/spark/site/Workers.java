package io.lanista.executor.spark.site;

import io.lanista.api.failure.LanistaException;
import io.lanista.api.trial.Metrics;
import io.lanista.executor.spark.wire.Call;
import io.lanista.runtime.execute.TrialEvents;
import io.lanista.runtime.execute.TrialExecutor;
import io.lanista.runtime.execute.TrialResult;
import io.lanista.runtime.execute.TrialTask;
import io.lanista.runtime.remote.MessageCodec;
import io.lanista.runtime.remote.RemoteMessage;
import io.lanista.runtime.remote.RemoteMessage.Finished;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** The workers of a machine that see the same devices: trials run there one after the other, or several at once. */
final class Workers {
    /** By then a worker that doesn't end its trial by itself has been killed. */
    private static final long CANCEL_SECONDS = 3;

    private final TrialExecutor executor;
    private final Calls calls;

    Workers(TrialExecutor executor, Calls calls) {
        this.executor = executor;
        this.calls = calls;
    }

    /** Runs a trial to its end; an interruption cancels it. */
    Finished run(TrialTask task, Function<String[], String> line) {
        Call call = new Call(line);
        CompletableFuture<Finished> end = calls.open(task.trial(), call);
        long start = System.nanoTime();
        try {
            synchronized (executor) {
                executor.start(task);
            }
            return end.get();
        } catch (InterruptedException e) {
            synchronized (executor) {
                executor.cancel(task.trial());
            }
            return cancelled(task, end, start);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            calls.close(task.trial());
        }
    }

    private static Finished cancelled(TrialTask task, CompletableFuture<Finished> end, long start) {
        try {
            return end.get(CANCEL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            return new Finished(task.trial(), new TrialResult.Cancelled(), (System.nanoTime() - start) / 1e9);
        }
    }

    /** Brings what workers tell to those who wait for it. */
    static final class Calls implements TrialEvents {
        private record Open(Call call, CompletableFuture<Finished> end) {}

        private final Map<Integer, Open> open = new ConcurrentHashMap<>();

        CompletableFuture<Finished> open(int trial, Call call) {
            CompletableFuture<Finished> end = new CompletableFuture<>();
            open.put(trial, new Open(call, end));
            return end;
        }

        void close(int trial) {
            open.remove(trial);
        }

        @Override
        public boolean reported(int trial, int step, Metrics metrics) {
            Open known = open.get(trial);
            return known != null
                    && known.call().goesOn(step, MessageCodec.write(new RemoteMessage.Reported(trial, step, metrics)));
        }

        @Override
        public void advanced(int trial, int done, int all) {
            Open known = open.get(trial);
            if (known != null) {
                known.call().advanced(MessageCodec.write(new RemoteMessage.Advanced(trial, done, all)));
            }
        }

        @Override
        public void finished(int trial, TrialResult result, double seconds) {
            Open known = open.get(trial);
            if (known != null) {
                known.end().complete(new Finished(trial, result, seconds));
            }
        }

        @Override
        public void broken(LanistaException failure) {
            open.values().forEach(known -> known.end().completeExceptionally(failure));
        }
    }
}
