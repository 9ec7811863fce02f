package io.lanista.djl.supernet;

import ai.djl.ndarray.NDArray;
import io.lanista.api.model.Label;
import io.lanista.api.model.Shape;
import io.lanista.api.space.Choices;
import java.util.List;

/** A choice of a layer, with its mixed block. */
record LayerChoicePart(Label label, List<CandidateBranch> branches, MixedBlock block, Shape output) implements Part {
    LayerChoicePart {
        branches = List.copyOf(branches);
    }

    /** A candidate's operation. */
    record CandidateBranch(Object value, Part part) implements Branch {
        @Override
        public boolean isZero() {
            return part.isZero();
        }

        @Override
        public boolean isSkip() {
            return part.isSkip();
        }

        @Override
        public boolean hasWeights() {
            return part.hasWeights();
        }

        @Override
        public NDArray apply(List<NDArray> inputs, MixedPass pass) {
            return part.apply(inputs, pass);
        }
    }

    @Override
    public NDArray apply(List<NDArray> inputs, MixedPass pass) {
        return block.forward(inputs, pass);
    }

    @Override
    public ExpectedCost cost(Cost cost, MixedPass pass) {
        List<NDArray> probabilities = MixedPass.singles(block, label, pass);
        ExpectedCost sum = ExpectedCost.NOTHING;
        for (int i = 0; i < branches.size(); i++) {
            sum = sum.plus(branches.get(i).part.cost(cost, pass).times(probabilities.get(i)));
        }
        return sum;
    }

    @Override
    public void trace(Choices choices, String frozen, Origins paths) {
        choices.get(label).ifPresent(value -> candidate(value).trace(choices, frozen, paths));
    }

    /** The operation of one candidate. */
    Part candidate(Object value) {
        return branches.stream()
                .filter(branch -> branch.value.equals(value))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("The choice (" + label + ") has no candidate (" + value + ")."))
                .part;
    }
}
