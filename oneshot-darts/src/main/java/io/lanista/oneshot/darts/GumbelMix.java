package io.lanista.oneshot.darts;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Activations;
import io.lanista.djl.backend.Autograd;
import io.lanista.djl.backend.Scalars;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.supernet.AlphaSlot;
import io.lanista.djl.supernet.AlphaValues;
import io.lanista.djl.supernet.Alphas;
import io.lanista.djl.supernet.Branch;
import io.lanista.djl.supernet.ChoiceSite;
import io.lanista.djl.supernet.MixedBlock;
import io.lanista.djl.supernet.MixedPass;
import io.lanista.djl.supernet.SoftmaxMix;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;

/**
 * One candidate, drawn by the Gumbel-max rule; the gradient flows as if the softmax of the perturbed parameters had been used
 * (Dong and Yang 2019, equations 3 to 7). In an evaluation, the most probable candidate. Instead of a drawn one, it can be the expected
 * one: all candidates, weighted by the probabilities with which they are drawn.
 */
final class GumbelMix implements MixedBlock {
    private final ChoiceSite site;
    private final AlphaSlot alpha;
    private final DoubleSupplier temperature;
    private final BooleanSupplier isExpected;

    /** A drawn candidate and its weight of shape (1), which is 1 but has the softmax's gradient. */
    private record Drawn(int candidate, NDArray weight) {}

    GumbelMix(ChoiceSite site, DoubleSupplier temperature, BooleanSupplier isExpected) {
        this.site = site;
        this.alpha = site.alpha("alpha", SoftmaxMix.INITIAL, site.branches().size());
        this.temperature = temperature;
        this.isExpected = isExpected;
    }

    @Override
    public NDArray forward(List<NDArray> inputs, MixedPass pass) {
        if (isExpected.getAsBoolean()) {
            return site.weightedSum(relaxedProbabilities(pass), inputs, pass);
        }
        Drawn drawn = pass.once(site.label(), () -> draw(inputs.get(0), pass));
        Branch branch = site.branches().get(drawn.candidate);
        return Tensors.multiply(branch.apply(inputs, pass), drawn.weight);
    }

    private Drawn draw(NDArray input, MixedPass pass) {
        int count = site.branches().size();
        float[] noise = new float[count];
        if (pass.pass().training()) {
            RandomGenerator random = pass.pass().random();
            for (int i = 0; i < count; i++) {
                noise[i] = (float) -Math.log(-Math.log(Math.max(random.nextDouble(), Double.MIN_NORMAL)));
            }
        }
        NDArray logits = pass.alpha(alpha);
        NDArray noisy = Tensors.add(Activations.logSoftmax(logits, 0), Tensors.of(input.getManager(), noise, count));
        NDArray soft = Activations.softmax(Scalars.over(noisy, temperature.getAsDouble()), 0);
        int best = best(soft.toFloatArray());
        NDArray weight = Tensors.slice(soft, 0, best, best + 1);
        NDArray offset = Scalars.plus(Scalars.times(Autograd.detach(weight), -1), 1);
        return new Drawn(best, Tensors.add(weight, offset));
    }

    private static int best(float[] all) {
        int best = 0;
        for (int i = 1; i < all.length; i++) {
            best = all[i] > all[best] ? i : best;
        }
        return best;
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
    public void choose(int candidate, AlphaValues values) {
        values.choose(alpha, candidate);
    }
}
