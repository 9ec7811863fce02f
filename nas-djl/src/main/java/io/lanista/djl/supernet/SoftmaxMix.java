package io.lanista.djl.supernet;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Activations;
import io.lanista.djl.backend.Initial;
import io.lanista.djl.backend.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The sum of all candidates' outputs, weighted by a softmax over one architecture parameter for each candidate (Liu et al.,
 * "DARTS", 2019, equation 2). Serves any choice.
 */
public final class SoftmaxMix implements WeightedMix {
    /** What the paper's program begins with: {@code 1e-3 · N(0, 1)}. */
    public static final Initial INITIAL = Initial.normal(0, 1e-3);

    private final ChoiceSite site;
    private final AlphaSlot alpha;

    /** A mix at this place. */
    public SoftmaxMix(ChoiceSite site) {
        this.site = site;
        this.alpha = site.alpha("alpha", INITIAL, site.branches().size());
    }

    @Override
    public NDArray weights(MixedPass pass) {
        return pass.once(site.label(), () -> Activations.softmax(pass.alpha(alpha), 0));
    }

    @Override
    public NDArray forward(List<NDArray> inputs, MixedPass pass) {
        List<NDArray> each = pass.once(List.of(site.label()), () -> singles(weights(pass)));
        return weightedSum(site.branches(), each, inputs, pass);
    }

    /** The elements of a vector, each of shape {@code (1)}. */
    public static List<NDArray> singles(NDArray vector) {
        long[] single = new long[Math.toIntExact(vector.size())];
        Arrays.fill(single, 1);
        return Tensors.split(vector, 0, single);
    }

    /**
     * {@code Σ weight · branch}. Branches that are always zero are left out, as long as another one is there.
     *
     * @param weights one of shape {@code (1)} for each branch
     */
    public static NDArray weightedSum(
            List<Branch> branches, List<? extends NDArray> weights, List<NDArray> inputs, MixedPass pass) {
        List<NDArray> terms = new ArrayList<>(branches.size());
        for (int i = 0; i < branches.size(); i++) {
            boolean last = i == branches.size() - 1;
            if (!branches.get(i).isZero() || (last && terms.isEmpty())) {
                terms.add(Tensors.multiply(branches.get(i).apply(inputs, pass), weights.get(i)));
            }
        }
        return terms.size() == 1 ? terms.get(0) : Tensors.sum(terms);
    }

    @Override
    public double[] probabilities(Alphas alphas) {
        return softmax(alphas.values(alpha));
    }

    @Override
    public void choose(int candidate, AlphaValues values) {
        values.choose(alpha, candidate);
    }

    @Override
    public void leaveOut(AlphaValues values) {
        for (int i = 0; i < site.branches().size(); i++) {
            if (site.branches().get(i).isZero()) {
                choose(i, values);
                return;
            }
        }
        throw new UnsupportedOperationException(
                "The decision (" + site.label() + ") has no candidate that is always zero, so it can't be left out.");
    }

    /** The softmax of these numbers. */
    public static double[] softmax(float... logits) {
        double largest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            largest = Math.max(largest, logit);
        }
        double[] result = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            result[i] = Math.exp(logits[i] - largest);
            sum += result[i];
        }
        for (int i = 0; i < logits.length; i++) {
            result[i] /= sum;
        }
        return result;
    }
}
