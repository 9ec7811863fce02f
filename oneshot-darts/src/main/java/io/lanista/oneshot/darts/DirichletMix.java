package io.lanista.oneshot.darts;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.djl.backend.Activations;
import io.lanista.djl.backend.Autograd;
import io.lanista.djl.backend.Scalars;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.supernet.AlphaSlot;
import io.lanista.djl.supernet.AlphaValues;
import io.lanista.djl.supernet.Alphas;
import io.lanista.djl.supernet.Branch;
import io.lanista.djl.supernet.ChoiceSite;
import io.lanista.djl.supernet.MixedPass;
import io.lanista.djl.supernet.SoftmaxMix;
import io.lanista.djl.supernet.WeightedMix;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * All candidates, weighted by a draw from a Dirichlet distribution with the concentrations {@code elu(α) + 1}, through which the
 * gradient flows (Chen et al. 2021, section 3.1). Outside training, and where the expected mixture is asked for, the distribution's mean.
 */
final class DirichletMix implements WeightedMix {
    private final ChoiceSite site;
    private final AlphaSlot alpha;
    private final BooleanSupplier isExpected;

    DirichletMix(ChoiceSite site, BooleanSupplier isExpected) {
        this.site = site;
        this.alpha = site.alpha("alpha", SoftmaxMix.INITIAL, site.branches().size());
        this.isExpected = isExpected;
    }

    @Override
    public NDArray weights(MixedPass pass) {
        return pass.once(
                List.of("drawn", site.label()),
                () -> pass.pass().training() && !isExpected.getAsBoolean() ? drawn(pass) : relaxedProbabilities(pass));
    }

    /** The draw, with the derivatives as the factors of what the concentrations differ by from themselves, which is nothing. */
    private NDArray drawn(MixedPass pass) {
        NDArray concentrations = concentrations(pass);
        DirichletDraw draw =
                DirichletDraw.of(concentrations.toFloatArray(), pass.pass().random());
        int count = draw.values().length;
        NDManager manager = concentrations.getManager();
        NDArray nothing = Tensors.add(concentrations, Scalars.times(Autograd.detach(concentrations), -1));
        NDArray moved = Tensors.matmul(
                Tensors.of(manager, draw.derivatives(), count, count), Tensors.reshape(nothing, count, 1));
        return Tensors.add(Tensors.of(manager, draw.values(), count), Tensors.reshape(moved, count));
    }

    private NDArray concentrations(MixedPass pass) {
        return Scalars.plus(Activations.elu(pass.alpha(alpha), 1), 1);
    }

    @Override
    public NDArray forward(List<NDArray> inputs, MixedPass pass) {
        return site.weightedSum(weights(pass), inputs, pass);
    }

    /** The mean of the distribution. */
    @Override
    public NDArray relaxedProbabilities(MixedPass pass) {
        NDArray concentrations = concentrations(pass);
        List<NDArray> single = SoftmaxMix.singles(concentrations);
        NDArray sum = single.size() == 1 ? single.get(0) : Tensors.sum(single);
        NDArray sums = Tensors.concat(Collections.nCopies(single.size(), sum), 0);
        return Tensors.multiply(concentrations, Scalars.power(sums, -1));
    }

    @Override
    public double[] probabilities(Alphas alphas) {
        float[] values = alphas.values(alpha);
        double[] mean = new double[values.length];
        double sum = 0;
        for (int i = 0; i < mean.length; i++) {
            mean[i] = values[i] > 0 ? values[i] + 1 : Math.exp(values[i]);
            sum += mean[i];
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= sum;
        }
        return mean;
    }

    @Override
    public void choose(int candidate, AlphaValues values) {
        values.choose(alpha, candidate);
    }

    @Override
    public void leaveOut(AlphaValues values) {
        int zero = site.branches().stream().map(Branch::isZero).toList().indexOf(true);
        if (zero < 0) {
            throw new UnsupportedOperationException("The decision (" + site.label()
                    + ") has no candidate that is always zero, so it can't be left out.");
        }
        choose(zero, values);
    }
}
