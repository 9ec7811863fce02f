package io.lanista.oneshot.darts;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Activations;
import io.lanista.djl.backend.Autograd;
import io.lanista.djl.backend.Scalars;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.supernet.AlphaSlot;
import io.lanista.djl.supernet.AlphaValues;
import io.lanista.djl.supernet.Alphas;
import io.lanista.djl.supernet.ChoiceSite;
import io.lanista.djl.supernet.MixedBlock;
import io.lanista.djl.supernet.MixedPass;
import io.lanista.djl.supernet.SoftmaxMix;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One candidate, drawn by the softmax of the architecture parameters: binary gates (Cai, Zhu and Han 2019, section 3.2). A step of the
 * architecture computes two, drawn without replacement, of which one is active by the two's own softmax; the gradient of the gates is
 * taken for that of these probabilities (section 3.2.1). In an evaluation, the most probable candidate; or the expected mixture, where
 * that is asked for.
 */
final class BinaryGateMix implements MixedBlock {
    private final ChoiceSite site;
    private final AlphaSlot alpha;
    private final GateMethod method;

    BinaryGateMix(ChoiceSite site, GateMethod method) {
        this.site = site;
        this.alpha = site.alpha("alpha", SoftmaxMix.INITIAL, site.branches().size());
        this.method = method;
    }

    @Override
    public NDArray forward(List<NDArray> inputs, MixedPass pass) {
        if (method.isExpected()) {
            return site.weightedSum(relaxedProbabilities(pass), inputs, pass);
        }
        if (!pass.pass().training()
                || !method.isArchitectureStep()
                || site.branches().size() == 1) {
            int chosen = pass.once(List.of("gate", site.label()), () -> one(pass));
            return site.branches().get(chosen).apply(inputs, pass);
        }
        Pair pair = pass.once(List.of("gates", site.label()), () -> two(pass));
        NDArray first = site.branches().get(pair.first).apply(inputs, pass);
        NDArray second = site.branches().get(pair.second).apply(inputs, pass);
        return Tensors.add(Tensors.multiply(first, pair.gates.get(0)), Tensors.multiply(second, pair.gates.get(1)));
    }

    /** Two candidates and their gates of shape (1), one of which is 1 and the other 0, with the gradients of their probabilities. */
    private record Pair(int first, int second, List<NDArray> gates) {}

    private int one(MixedPass pass) {
        double[] probabilities = probabilities(pass.alphas());
        return pass.pass().training() ? draw(probabilities, pass.pass().random()) : largest(probabilities);
    }

    private Pair two(MixedPass pass) {
        RandomGenerator random = pass.pass().random();
        double[] probabilities = probabilities(pass.alphas());
        int first = draw(probabilities, random);
        double[] others = probabilities.clone();
        others[first] = 0;
        int second = draw(others, random);
        NDArray logits = pass.alpha(alpha);
        NDArray soft = Activations.softmax(
                Tensors.concat(
                        List.of(
                                Tensors.slice(logits, 0, first, first + 1),
                                Tensors.slice(logits, 0, second, second + 1)),
                        0),
                0);
        double share = probabilities[first] + probabilities[second];
        boolean isFirst = random.nextDouble() * share < probabilities[first];
        List<NDArray> single = SoftmaxMix.singles(soft);
        method.drew(alpha, first, second);
        return new Pair(first, second, List.of(gate(single.get(0), isFirst), gate(single.get(1), !isFirst)));
    }

    private static NDArray gate(NDArray probability, boolean isOpen) {
        NDArray nothing = Tensors.add(probability, Scalars.times(Autograd.detach(probability), -1));
        return Scalars.plus(nothing, isOpen ? 1 : 0);
    }

    private static int draw(double[] weights, RandomGenerator random) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double left = random.nextDouble() * sum;
        int last = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                last = i;
                left -= weights[i];
                if (left < 0) {
                    break;
                }
            }
        }
        return last;
    }

    private static int largest(double[] all) {
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
