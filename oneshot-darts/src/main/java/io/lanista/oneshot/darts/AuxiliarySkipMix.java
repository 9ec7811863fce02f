package io.lanista.oneshot.darts;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.supernet.AlphaValues;
import io.lanista.djl.supernet.Alphas;
import io.lanista.djl.supernet.Branch;
import io.lanista.djl.supernet.ChoiceSite;
import io.lanista.djl.supernet.MixedPass;
import io.lanista.djl.supernet.SoftmaxMix;
import io.lanista.djl.supernet.WeightedMix;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * A softmax mix beside which a skip connection goes by, with a weight of its own that isn't an architecture parameter: {@code β·x + Σ
 * softmax(α)·o(x)} (Chu et al. 2021, equation 4). So what helps the gradient to flow isn't counted for the skip connection that is a
 * candidate. The two are one tensor, so the auxiliary one is added to that candidate's weight; where the candidate makes the image
 * smaller, it shares its weights. Without such a candidate there is nothing to tell apart, and no auxiliary one.
 */
final class AuxiliarySkipMix implements WeightedMix {
    private final ChoiceSite site;
    private final SoftmaxMix softmax;
    private final DoubleSupplier beta;
    private final int skip;

    /**
     * A mix at this place.
     *
     * @param beta the weight of the auxiliary skip connection now
     */
    AuxiliarySkipMix(ChoiceSite site, DoubleSupplier beta) {
        this.site = site;
        this.softmax = new SoftmaxMix(site);
        this.beta = beta;
        this.skip = site.branches().stream().map(Branch::isSkip).toList().indexOf(true);
    }

    @Override
    public NDArray weights(MixedPass pass) {
        return pass.once(List.of("with skip", site.label()), () -> {
            NDArray mixed = softmax.weights(pass);
            double auxiliary = beta.getAsDouble();
            if (skip < 0 || auxiliary == 0) {
                return mixed;
            }
            float[] added = new float[site.branches().size()];
            added[skip] = (float) auxiliary;
            return Tensors.add(mixed, Tensors.of(mixed.getManager(), added, added.length));
        });
    }

    @Override
    public NDArray forward(List<NDArray> inputs, MixedPass pass) {
        return site.weightedSum(weights(pass), inputs, pass);
    }

    /** Without the auxiliary skip connection, which no exported network has. */
    @Override
    public NDArray relaxedProbabilities(MixedPass pass) {
        return softmax.weights(pass);
    }

    @Override
    public double[] probabilities(Alphas alphas) {
        return softmax.probabilities(alphas);
    }

    @Override
    public void choose(int candidate, AlphaValues values) {
        softmax.choose(candidate, values);
    }

    @Override
    public void leaveOut(AlphaValues values) {
        softmax.leaveOut(values);
    }
}
