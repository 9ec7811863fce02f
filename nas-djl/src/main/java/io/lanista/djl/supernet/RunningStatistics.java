package io.lanista.djl.supernet;

import io.lanista.djl.backend.FlatParameters;
import java.util.Map;

/**
 * Works out the running statistics of a supernet's batch normalisations anew. Those that training leaves behind are of all paths
 * mixed, and no single architecture has them (Guo et al. 2020, section 3.4).
 *
 * <p>A normalisation moves its statistics by {@code r ← (1 − m)·r + m·b} for a batch's own statistics {@code b}. From {@code r = 0},
 * {@code k} batches come to {@code r = Σ m·(1 − m)^(k−i)·b_i}, whose weights add up to {@code 1 − (1 − m)^k}; divided by that, it is a
 * weighted mean of what the batches have, and nothing of what was there before.
 */
final class RunningStatistics {
    private final FlatParameters buffers;
    private final Map<String, Double> momenta;

    /**
     * @param momenta the share of a new batch, by the name of what a batch normalisation moves
     */
    RunningStatistics(FlatParameters buffers, Map<String, Double> momenta) {
        this.buffers = buffers;
        this.momenta = Map.copyOf(momenta);
    }

    /** Lets them begin from nothing. */
    void clear() {
        each(buffers.toArray(), momentum -> 0);
    }

    /** Makes means of them, after so many batches since they were cleared. */
    void average(int batches) {
        each(buffers.toArray(), momentum -> 1 / (1 - Math.pow(1 - momentum, batches)));
    }

    /** By what a statistic with a momentum is multiplied. */
    private interface Factor {
        double of(double momentum);
    }

    private void each(float[] all, Factor factor) {
        for (int slot = 0; slot < buffers.layout().size(); slot++) {
            double momentum = momenta.getOrDefault(buffers.layout().name(slot), 0.0);
            int from = buffers.layout().offset(slot);
            int to = from + Math.toIntExact(buffers.layout().shape(slot).size());
            double by = momentum > 0 ? factor.of(momentum) : 1;
            for (int i = from; i < to; i++) {
                all[i] = (float) (all[i] * by);
            }
        }
        buffers.set(all);
    }
}
