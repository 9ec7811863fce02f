package io.lanista.djl.data;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Reads the features of an epoch's batches ahead, on threads apart from those that train; so many batches lie ready, and no more. It
 * decides nothing: which examples come is known before. Used by one thread; needn't be closed, since no task waits for anybody.
 */
final class ReadAhead {
    private static final int READY = 3;

    private final DataSet data;
    private final int batchSize;
    private final Deque<CompletableFuture<float[]>> ahead = new ArrayDeque<>();
    private int[] order = new int[0];
    private int end;
    private int next;
    private float[] current = new float[0];

    ReadAhead(DataSet data, int batchSize) {
        this.data = data;
        this.batchSize = batchSize;
    }

    /** Begins with the first of so many batches of the examples in this order, which stays as it is until the next call. */
    void startEpoch(int[] examples, int batches) {
        ahead.forEach(left -> left.handle((read, failure) -> 0).join()); // They look at the order.
        ahead.clear();
        order = examples;
        end = batches;
        next = 0;
        for (int batch = 0; batch < READY; batch++) {
            submit(new float[batchSize * data.featureSize()]);
        }
    }

    private void submit(float[] to) {
        if (next < end) {
            int first = next++ * batchSize;
            ahead.add(CompletableFuture.supplyAsync(() -> read(first, to), Threads.POOL));
        }
    }

    private float[] read(int first, float[] to) {
        int width = data.featureSize();
        for (int place = 0; place < batchSize && first + place < order.length; place++) {
            data.copyFeatures(order[first + place], to, place * width);
        }
        return to;
    }

    /** The features of the next batch; they stay until the next call. */
    float[] take() {
        float[] read;
        try {
            read = ahead.remove().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
        submit(current.length == read.length ? current : new float[read.length]);
        current = read;
        return read;
    }

    /** Half of the cores at most: the others train. */
    private static final class Threads {
        static final Executor POOL = pool(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

        private static Executor pool(int threads) {
            ThreadPoolExecutor pool = new ThreadPoolExecutor(
                    threads, threads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                        Thread thread = new Thread(task, "read-ahead");
                        thread.setDaemon(true);
                        thread.setContextClassLoader(ReadAhead.class.getClassLoader());
                        return thread;
                    });
            pool.allowCoreThreadTimeOut(true);
            return pool;
        }
    }
}
