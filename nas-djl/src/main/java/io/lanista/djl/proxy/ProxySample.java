package io.lanista.djl.proxy;

import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Model;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.base.rank.Ranks;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * Architectures drawn from a space, and what a proxy says of each. Where a proxy is a rank sum, ranks are those among these
 * architectures. Immutable.
 *
 * @param proxy what was measured
 * @param draws the architectures
 * @param measured what was measured of each: a number for each of the proxy's parts
 */
public record ProxySample(Proxy proxy, List<Choices> draws, List<double[]> measured) {
    private static final int TRIES = 20;

    /** Copies. */
    public ProxySample {
        draws = List.copyOf(draws);
        measured = List.copyOf(measured);
    }

    /**
     * Different architectures of a space, drawn evenly; fewer than asked for where the space hasn't as many.
     *
     * @throws io.lanista.api.space.UnmetConstraintsException if the space's constraints leave nothing
     */
    public static List<Choices> draw(SearchSpace space, int count, RandomGenerator random) {
        Set<Choices> draws = new LinkedHashSet<>();
        for (int i = 0; i < TRIES * count && draws.size() < count; i++) {
            draws.add(space.sample(random));
        }
        return List.copyOf(draws);
    }

    /**
     * Measures architectures, several at once, on daemon threads called {@code proxy-0} and so on. Those that can't be built for the data
     * are left out.
     *
     * @param threads how many at once
     * @throws InterruptedException if this thread was interrupted; nothing is measured any more then
     */
    public static ProxySample of(ProxyMeter meter, SearchSpace space, Proxy proxy, List<Choices> draws, int threads)
            throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads, named());
        try {
            List<Callable<double[]>> tasks = new ArrayList<>();
            draws.forEach(choices -> tasks.add(() -> measured(meter, space.freeze(choices), proxy)));
            List<Choices> built = new ArrayList<>();
            List<double[]> measured = new ArrayList<>();
            List<Future<double[]>> results = pool.invokeAll(tasks);
            for (int i = 0; i < results.size(); i++) {
                double[] parts = result(results.get(i));
                if (parts.length > 0) {
                    built.add(draws.get(i));
                    measured.add(parts);
                }
            }
            return new ProxySample(proxy, built, measured);
        } finally {
            pool.shutdownNow();
        }
    }

    private static ThreadFactory named() {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "proxy-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Nothing for a model that can't be built. */
    private static double[] measured(ProxyMeter meter, Model model, Proxy proxy) {
        try {
            return meter.measure(model, proxy);
        } catch (InvalidArchitectureException impossible) {
            return new double[0];
        }
    }

    private static double[] result(Future<double[]> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    /** The score of each of these architectures, higher is better: what was measured, or the rank sum of it. */
    public double[] scores() {
        return measured.stream().mapToDouble(this::score).toArray();
    }

    /**
     * The score of an architecture: what was measured; or of several numbers, the sum of the logarithms of their ranks among these
     * architectures, each divided by the number of these and itself.
     *
     * @param parts what was measured of it
     */
    public double score(double... parts) {
        return parts.length == 1 ? parts[0] : Ranks.logSumAmong(measured, parts);
    }

    /** The score that a share of these architectures reaches, the best ones. */
    public double threshold(double share) {
        double[] scores = scores();
        int kept = (int) Math.max(1, Math.round(share * scores.length));
        return scores[Ranks.fromHighest(scores)[kept - 1]];
    }
}
