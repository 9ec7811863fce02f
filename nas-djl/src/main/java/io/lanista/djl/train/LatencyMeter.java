package io.lanista.djl.train;

import ai.djl.ndarray.NDManager;
import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.block.NetworkPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

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
    private static final long NANOS_OF_STRETCH = 40_000_000;
    private static final int STEADY_STRETCHES = 3;
    private static final int MOST_STRETCHES = 50;

    /** A share of the time before that tells a pass which has got faster from chance. */
    private static final double FASTER = 0.95;

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
     * Measures a network in the form that predictions are computed in, alone on this machine among those that measure with this class.
     *
     * @param betweenRounds what it throws ends the measurement
     */
    Latency measure(NetworkPlan plan, Runnable betweenRounds) {
        try (TrainedNetwork network = inUse(plan)) {
            return measure(network.pass(batchSize), betweenRounds);
        }
    }

    /** The same in the engine, also where plain loops would be quicker: of what is a part of a network. */
    Latency measureInEngine(NetworkPlan plan) {
        try (TrainedNetwork network = inUse(plan)) {
            return measure(network.enginePass(batchSize), () -> {});
        }
    }

    /** The same of any pass, such as another runtime's. */
    Latency measure(Runnable pass, Runnable betweenRounds) {
        try (TrainedNetwork other = inUse(NetworkPlan.of(reference(), BlockCatalogue.standard()));
                MeasuringTurn turn = MeasuringTurn.await(betweenRounds)) {
            Subject measured = new Subject(pass);
            Subject reference = new Subject(other.pass(batchSize));
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

    /** With random weights: time doesn't depend on their values. */
    static TrainedNetwork inUse(NetworkPlan plan) {
        try (NDManager manager = Backend.start().newManager()) {
            return TrainedNetwork.inUse(plan.allocate(manager, new TrialGenerators(0).initial()));
        }
    }

    /** Something that is measured, and how long its rounds took. */
    private final class Subject {
        private final Runnable pass;
        private final double[] medians = new double[rounds];
        private int runs = LEAST_RUNS;

        Subject(Runnable pass) {
            this.pass = pass;
        }

        /** Until passes have got no faster for a while: a JVM compiles what it runs, and the engine a new program. */
        void warmUp(Runnable betweenRuns) {
            long least = Long.MAX_VALUE;
            int steady = 0;
            for (int stretch = 0; stretch < MOST_STRETCHES && steady < STEADY_STRETCHES; stretch++) {
                long typical = typical(betweenRuns);
                steady = typical < least * FASTER ? 0 : steady + 1;
                least = Math.min(least, typical);
            }
            runs = (int) Math.max(LEAST_RUNS, Math.min(MOST_RUNS, NANOS_PER_ROUND / least));
        }

        /** The median of the passes of a short stretch. */
        private long typical(Runnable betweenRuns) {
            long begun = System.nanoTime();
            List<Long> nanos = new ArrayList<>();
            do {
                betweenRuns.run();
                nanos.add(Math.max(1, time()));
            } while (System.nanoTime() - begun < NANOS_OF_STRETCH);
            Collections.sort(nanos);
            return nanos.get(nanos.size() / 2);
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
