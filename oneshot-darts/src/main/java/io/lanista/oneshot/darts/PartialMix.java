package io.lanista.oneshot.darts;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.lanista.djl.backend.Activations;
import io.lanista.djl.backend.Pooling;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.supernet.AlphaSlot;
import io.lanista.djl.supernet.AlphaValues;
import io.lanista.djl.supernet.Alphas;
import io.lanista.djl.supernet.ChoiceSite;
import io.lanista.djl.supernet.MixedBlock;
import io.lanista.djl.supernet.MixedPass;
import io.lanista.djl.supernet.SoftmaxMix;
import java.util.List;
import java.util.Optional;

/**
 * A softmax mix of candidates that work on a part of the channels, beside which the others go as they are, or pooled where the
 * candidates halve the size; then the channels are shuffled, so that each gets its turn (Xu et al. 2020, equation 1). Where the
 * outputs of several choices are added up, each is weighted by a softmax over them (equation 2).
 */
final class PartialMix implements MixedBlock {
    private static final String EDGES = "edges";

    private final ChoiceSite site;
    private final AlphaSlot alpha;
    private final Optional<AlphaSlot> beta;

    PartialMix(ChoiceSite site) {
        this.site = site;
        this.alpha = site.alpha("alpha", SoftmaxMix.INITIAL, site.branches().size());
        this.beta = site.sum().map(sum -> site.alpha(sum, "beta", SoftmaxMix.INITIAL));
    }

    @Override
    public NDArray forward(List<NDArray> inputs, MixedPass pass) {
        List<NDArray> weights = pass.once(site.label(), () -> SoftmaxMix.singles(relaxedProbabilities(pass)));
        NDArray mixed = site.parts() == 1
                ? SoftmaxMix.weightedSum(site.branches(), weights, inputs, pass)
                : partial(inputs.get(0), weights, pass);
        return site.sum()
                .map(sum -> Tensors.multiply(mixed, edges(sum, pass).get(sum.index())))
                .orElse(mixed);
    }

    private NDArray partial(NDArray x, List<NDArray> weights, MixedPass pass) {
        long channels = x.getShape().get(1);
        long taken = channels / site.parts();
        NDArray some = Tensors.slice(x, 1, 0, taken);
        NDArray mixed = SoftmaxMix.weightedSum(site.branches(), weights, List.of(some), pass);
        NDArray others = Tensors.slice(x, 1, taken, channels);
        if (mixed.getShape().get(2) < others.getShape().get(2)) {
            others = Pooling.max(others, 2, 2, 0);
        }
        return shuffled(Tensors.concat(List.of(mixed, others), 1));
    }

    /** The channels of the parts in turn. */
    private NDArray shuffled(NDArray x) {
        Shape shape = x.getShape();
        long parts = site.parts();
        NDArray apart = Tensors.reshape(x, shape.get(0), parts, shape.get(1) / parts, shape.get(2), shape.get(3));
        return Tensors.reshape(Tensors.permute(apart, 0, 2, 1, 3, 4), shape.getShape());
    }

    private List<NDArray> edges(ChoiceSite.Sum sum, MixedPass pass) {
        return pass.once(
                List.of(EDGES, sum.label()),
                () -> SoftmaxMix.singles(Activations.softmax(pass.alpha(beta.orElseThrow()), 0)));
    }

    @Override
    public NDArray relaxedProbabilities(MixedPass pass) {
        return Activations.softmax(pass.alpha(alpha), 0);
    }

    @Override
    public double[] probabilities(Alphas alphas) {
        return SoftmaxMix.softmax(alphas.values(alpha));
    }

    @Override
    public double strength(Alphas alphas) {
        return site.sum()
                .map(sum -> SoftmaxMix.softmax(alphas.values(beta.orElseThrow()))[sum.index()])
                .orElse(1.0);
    }

    /**
     * The edges of a sum that aren't left out then count alike, as they do in an exported network. An edge whose candidate is always
     * zero is left out, too: otherwise the channels that candidates don't get would still pass it.
     */
    @Override
    public void choose(int candidate, AlphaValues values) {
        values.choose(alpha, candidate);
        if (site.branches().get(candidate).isZero() && site.parts() > 1) {
            site.sum().ifPresent(sum -> values.exclude(beta.orElseThrow(), sum.index()));
        }
    }

    @Override
    public void leaveOut(AlphaValues values) {
        ChoiceSite.Sum sum = site.sum()
                .orElseThrow(() -> new UnsupportedOperationException(
                        "The decision (" + site.label() + ") is no part of a sum, so it can't be left out."));
        values.exclude(beta.orElseThrow(), sum.index());
    }
}
