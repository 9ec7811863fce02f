package io.lanista.djl.supernet;

import ai.djl.ndarray.NDArray;
import io.lanista.api.model.Label;
import io.lanista.djl.backend.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several choices of one list of candidates that read one tensor, computed together: the edges that leave a tensor of a cell, for
 * one. In: that tensor. Out: for each choice, tensors whose sum is its output.
 *
 * <p>What has no weights is computed once for all choices. Layers with weights become one layer for all choices, whose tensors
 * are {@code (batch, choices · channels, height, width)}, one choice behind the other. The weight of a candidate in the mixture
 * is the scale of its last normalisation, where it ends in one. Candidates that are always zero are left out. The steps are
 * those of a {@link JointProgram}.
 */
final class JointChoices {
    private final List<Label> labels;
    private final List<WeightedMix> mixes;
    private final long channels;
    private final List<JointStep> steps;
    private final List<JointResult> results;
    private final int tensors;

    /** What becomes of a candidate's last tensor. */
    enum Kind {
        /** Of all choices, weighted already. */
        SCALED,
        /** Of all choices, to be weighted. */
        SPREAD,
        /** The same for all choices, to be weighted. */
        ALIKE
    }

    /**
     * A candidate's last tensor.
     *
     * @param candidate its number
     * @param tensor the tensor's number
     */
    record JointResult(int candidate, int tensor, Kind kind) {}

    /**
     * @param mixes one for each choice
     * @param channels of one choice's output
     * @param tensors how many tensors a pass has; number 0 is the input
     */
    JointChoices(
            List<Label> labels,
            List<WeightedMix> mixes,
            long channels,
            List<JointStep> steps,
            List<JointResult> results,
            int tensors) {
        this.labels = List.copyOf(labels);
        this.mixes = List.copyOf(mixes);
        this.channels = channels;
        this.steps = List.copyOf(steps);
        this.results = List.copyOf(results);
        this.tensors = tensors;
    }

    /** How many choices. */
    int size() {
        return mixes.size();
    }

    /**
     * The choices' outputs for a batch.
     *
     * @return for each choice, tensors whose sum is its output
     */
    List<List<NDArray>> terms(NDArray x, MixedPass pass) {
        MixWeights weights = pass.once(List.of("weights", labels), () -> MixWeights.of(mixes, pass));
        JointPass joint = new JointPass(pass.pass(), weights.scales(channels), size());
        @Nullable NDArray[] values = new @Nullable NDArray[tensors];
        values[0] = x;
        for (JointStep step : steps) {
            step.run(values, joint);
        }
        List<List<NDArray>> terms = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            terms.add(new ArrayList<>());
        }
        add(terms, sumOfAllChoices(values, joint));
        if (size() == 1) {
            single(values, weights, terms.get(0));
        } else {
            alike(values, weights, terms);
        }
        return terms;
    }

    private void add(List<List<NDArray>> terms, @Nullable NDArray joined) {
        if (joined == null) {
            return;
        }
        if (size() == 1) {
            terms.get(0).add(joined);
            return;
        }
        long[] sizes = new long[size()];
        java.util.Arrays.fill(sizes, channels);
        List<NDArray> parts = Tensors.split(joined, 1, sizes);
        for (int i = 0; i < size(); i++) {
            terms.get(i).add(parts.get(i));
        }
    }

    private @Nullable NDArray sumOfAllChoices(@Nullable NDArray[] values, JointPass joint) {
        NDArray sum = null;
        for (JointResult result : results) {
            if (result.kind == Kind.ALIKE) {
                continue;
            }
            NDArray value = JointStep.tensor(values, result.tensor);
            NDArray term = result.kind == Kind.SCALED
                    ? value
                    : Tensors.multiply(value, Tensors.reshape(joint.scale(result.candidate), 1, -1, 1, 1));
            if (sum == null) {
                sum = term;
            } else {
                // Neither a normalisation nor a product with a scale needs its result in the backward pass.
                Tensors.addInPlace(sum, term);
                term.close();
            }
        }
        return sum;
    }

    private void single(@Nullable NDArray[] values, MixWeights weights, List<NDArray> terms) {
        for (JointResult result : results) {
            if (result.kind == Kind.ALIKE) {
                terms.add(Tensors.multiply(JointStep.tensor(values, result.tensor), weights.single(result.candidate)));
            }
        }
    }

    /** The tensors that all choices have in common, in one product with the choices' weights for them. */
    private void alike(@Nullable NDArray[] values, MixWeights weights, List<List<NDArray>> terms) {
        List<NDArray> shared = new ArrayList<>();
        List<Integer> candidates = new ArrayList<>();
        for (JointResult result : results) {
            if (result.kind == Kind.ALIKE) {
                shared.add(JointStep.tensor(values, result.tensor));
                candidates.add(result.candidate);
            }
        }
        if (shared.isEmpty()) {
            return;
        }
        List<NDArray> products = Mixtures.of(weights.columns(candidates), shared);
        for (int i = 0; i < size(); i++) {
            terms.get(i).add(products.get(i));
        }
    }
}
