package io.lanista.djl.train;

import ai.djl.ndarray.NDManager;
import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.block.Network;
import io.lanista.djl.block.NetworkPlan;
import java.util.Arrays;

/**
 * Measures how long networks take. A network and a small reference network take turns, so that what else the machine does meets both:
 * after a warm-up there are several rounds of each, the median of a round is taken, and the lowest counts, since other work only ever
 * makes a round slower. What was seen: medians of single rounds of 200 passes spread by a third and more on a busy machine, the lowest of
 * five by a hundredth.
 *
 * <p>Time doesn't depend on the values of weights, so an untrained network may be measured. One thread at a time.
 *
 * @param batchSize examples in one pass
 * @param rounds how many rounds there are
 */
record LatencyMeter(int batchSize, int rounds) {
    private static final int MOST_RUNS = 200;
    private static final int LEAST_RUNS = 5;
    private static final long NANOS_PER_ROUND = 60_000_000;
    private static final long NANOS_OF_WARM_UP = 120_000_000;
    private static final int LEAST_WARM_UP = 3;

    /** What others are compared with: two convolutions over 16 × 16 points, a pooling and a linear layer. */
    private static Model reference() {
        return Model.named("reference")
                .input("image", 3, 16, 16)
                .then(
                        "body",
                        Graph.sequence(
                                Layer.of("conv2d", "out_channels", 16L, "kernel", 3L),
                                Layer.of("relu"),
                                Layer.of("conv2d", "out_channels", 32L, "kernel", 3L),
                                Layer.of("relu"),
                                Layer.of("global_avg_pool"),
                                Layer.of("linear", "units", 10L)))
                .build();
    }

    /**
     * Measures a network, alone on this machine among those that measure with this class.
     *
     * @param manager owns what is made for it
     * @param betweenRounds what it throws ends the measurement
     */
    Latency measure(Network network, NDManager manager, Runnable betweenRounds) {
        return measure(pass(network, batchSize, manager), manager, betweenRounds);
    }

    /** The same of any pass, such as another runtime's. */
    Latency measure(Runnable pass, NDManager manager, Runnable betweenRounds) {
        NetworkPlan plan = NetworkPlan.of(reference(), BlockCatalogue.standard());
        try (NDManager own = manager.newSubManager();
                MeasuringTurn turn = MeasuringTurn.await(betweenRounds)) {
            Subject measured = new Subject(pass);
            Subject reference = new Subject(pass(plan.allocate(own, new TrialGenerators(0).initial()), batchSize, own));
            measured.warmUp(betweenRounds);
            reference.warmUp(betweenRounds);
            for (int round = 0; round < rounds; round++) {
                betweenRounds.run();
                measured.round(round);
                reference.round(round);
            }
            double lowest = measured.lowest();
            double highest = Arrays.stream(measured.medians).max().orElse(lowest);
            return new Latency(lowest / 1e6, highest / lowest - 1, lowest / reference.lowest());
        }
    }

    private static Runnable pass(Network network, int batchSize, NDManager manager) {
        Shape input = network.plan().model().inputs().values().iterator().next();
        float[] features = new float[Math.toIntExact(batchSize * input.count())];
        for (int i = 0; i < features.length; i++) {
            features[i] = i % 7 / 7f;
        }
        return () -> EvaluationPass.outputs(network::predict, features, batchSize, input.toArray(), manager);
    }

    /** Something that is measured, and how long its rounds took. */
    private final class Subject {
        private final Runnable pass;
        private final double[] medians = new double[rounds];
        private int runs = LEAST_RUNS;

        Subject(Runnable pass) {
            this.pass = pass;
        }

        void warmUp(Runnable betweenRuns) {
            long begun = System.nanoTime();
            long last = 1;
            for (int run = 0; run < LEAST_WARM_UP || System.nanoTime() - begun < NANOS_OF_WARM_UP; run++) {
                betweenRuns.run();
                last = Math.max(1, time());
            }
            runs = (int) Math.max(LEAST_RUNS, Math.min(MOST_RUNS, NANOS_PER_ROUND / last));
        }

        void round(int round) {
            long[] nanos = new long[runs];
            for (int run = 0; run < runs; run++) {
                nanos[run] = time();
            }
            Arrays.sort(nanos);
            medians[round] = nanos[runs / 2];
        }

        double lowest() {
            return Arrays.stream(medians).min().orElse(Double.NaN);
        }

        private long time() {
            long begun = System.nanoTime();
            pass.run();
            return System.nanoTime() - begun;
        }
    }
}
