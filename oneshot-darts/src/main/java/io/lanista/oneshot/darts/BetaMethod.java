package io.lanista.oneshot.darts;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Activations;
import io.lanista.djl.backend.Scalars;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.supernet.Alphas;
import io.lanista.djl.supernet.ChoiceSite;
import io.lanista.djl.supernet.MixedBlock;
import io.lanista.djl.supernet.SoftmaxMix;
import java.util.ArrayList;
import java.util.List;

/**
 * Beta-DARTS: {@code λ · mean over decisions of log Σ exp(α)} is added to the architecture's loss, with λ rising linearly (Ye
 * et al. 2022, section 3.3).
 */
final class BetaMethod implements Method {
    private final double most;
    private double factor;

    BetaMethod(double most) {
        this.most = most;
    }

    @Override
    public MixedBlock mix(ChoiceSite site) {
        return new SoftmaxMix(site);
    }

    @Override
    public void epoch(double progress) {
        factor = most * progress;
    }

    @Override
    public NDArray penalised(NDArray loss, Alphas alphas) {
        List<NDArray> terms = new ArrayList<>();
        for (NDArray alpha : alphas.all()) {
            // log Σ exp(α) is any α less the logarithm of its own softmax.
            NDArray normalised = Activations.logSoftmax(alpha, 0);
            NDArray first = Tensors.slice(alpha, 0, 0, 1);
            terms.add(Tensors.add(first, Scalars.times(Tensors.slice(normalised, 0, 0, 1), -1)));
        }
        NDArray penalty = terms.size() == 1 ? terms.get(0) : Tensors.mean(terms);
        return Tensors.add(Tensors.reshape(loss, 1), Scalars.times(penalty, factor));
    }
}
