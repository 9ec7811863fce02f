package io.lanista.djl.supernet;

import ai.djl.ndarray.NDArray;
import io.lanista.api.model.Merge;
import io.lanista.api.model.Shape;
import io.lanista.api.space.Choices;
import io.lanista.djl.backend.Scalars;
import io.lanista.djl.backend.Tensors;
import java.util.List;

/** A choice of inputs, with its mixed block: each set of inputs that may be chosen is a candidate. */
record InputChoicePart(MixedBlock block, Shape output) implements Part {
    /** One set of inputs, merged. */
    record Selection(List<?> value, Merge merge) implements Branch {
        @Override
        public boolean isZero() {
            return value.isEmpty();
        }

        @Override
        public boolean isSkip() {
            return false;
        }

        @Override
        public boolean hasWeights() {
            return false;
        }

        @Override
        public NDArray apply(List<NDArray> inputs, MixedPass pass) {
            if (value.isEmpty()) {
                return Scalars.times(inputs.get(0), 0);
            }
            List<NDArray> chosen = value.stream()
                    .map(index -> inputs.get(((Long) index).intValue()))
                    .toList();
            if (chosen.size() == 1) {
                return chosen.get(0);
            }
            switch (merge) {
                case MEAN:
                    return Tensors.mean(chosen);
                case CONCAT:
                    return Tensors.concat(chosen, 1);
                default:
                    return Tensors.sum(chosen);
            }
        }
    }

    @Override
    public NDArray apply(List<NDArray> inputs, MixedPass pass) {
        return block.forward(inputs, pass);
    }

    @Override
    public ExpectedCost cost(Cost cost, MixedPass pass) {
        return ExpectedCost.NOTHING;
    }

    @Override
    public void trace(Choices choices, String frozen, Origins paths) {
        // Choosing inputs has no weights.
    }
}
