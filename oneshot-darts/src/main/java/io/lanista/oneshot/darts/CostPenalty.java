package io.lanista.oneshot.darts;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Scalars;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.supernet.Alphas;
import io.lanista.djl.supernet.Cost;
import io.lanista.djl.supernet.Supernet;

/**
 * The cost of the expected network as a part of the architecture's loss (as in Cai et al., "ProxylessNAS", ICLR 2019, equations 7
 * and 8, where it is a latency): {@code weight · cost / cost at the beginning}.
 */
final class CostPenalty {
    private final Supernet supernet;
    private final Cost cost;
    private final double weight;
    private final double atFirst;

    /** Measures the cost at even probabilities, which is where a search begins, but for noise. */
    CostPenalty(Supernet supernet, Cost cost, double weight) {
        this.supernet = supernet;
        this.cost = cost;
        this.weight = weight;
        float[] initial = supernet.architecture().toArray();
        supernet.architecture().set(new float[initial.length]);
        try {
            this.atFirst = Math.max(now(), 1);
        } finally {
            supernet.architecture().set(initial);
        }
    }

    /** The cost of the expected network now. */
    double now() {
        try (Step step = Step.evaluating()) {
            return Tensors.value(supernet.expectedCost(cost, supernet.alphas()));
        }
    }

    /** The loss with this penalty: one number. */
    NDArray added(NDArray loss, Alphas alphas) {
        NDArray penalty = Scalars.times(supernet.expectedCost(cost, alphas), weight / atFirst);
        return Tensors.add(Tensors.reshape(loss, 1), penalty);
    }
}
