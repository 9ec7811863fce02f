package io.lanista.djl.supernet;

import ai.djl.ndarray.NDArray;
import io.lanista.api.model.Repeat;
import io.lanista.api.model.Shape;
import io.lanista.api.space.Choices;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chain of copies. If their number is to be decided, each depth's output is a candidate.
 *
 * @param block null if the number is fixed
 */
record RepeatPart(
        Repeat repeat, List<Part> copies, @Nullable MixedBlock block, Shape output) implements Part {
    RepeatPart {
        copies = List.copyOf(copies);
    }

    /** The output of the first so many copies; the mixed block's inputs are the outputs of all depths that there are. */
    record Depth(Long value, int index) implements Branch {
        @Override
        public boolean isZero() {
            return false;
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
            return inputs.get(index);
        }
    }

    @Override
    public NDArray apply(List<NDArray> inputs, MixedPass pass) {
        NDArray last = inputs.get(0);
        List<NDArray> depths = new ArrayList<>();
        for (int i = 0; i < copies.size(); i++) {
            if (i >= repeat.min()) {
                depths.add(last);
            }
            last = copies.get(i).apply(List.of(last), pass);
        }
        depths.add(last);
        return block == null ? last : block.forward(depths, pass);
    }

    @Override
    public ExpectedCost cost(Cost cost, MixedPass pass) {
        List<NDArray> depths = block == null ? List.of() : MixedPass.singles(block, repeat.label(), pass);
        ExpectedCost sum = ExpectedCost.NOTHING;
        ExpectedCost chain = ExpectedCost.NOTHING;
        for (int depth = 0; depth <= copies.size(); depth++) {
            if (depth >= repeat.min() && block != null) {
                sum = sum.plus(chain.times(depths.get(depth - repeat.min())));
            }
            if (depth < copies.size()) {
                chain = chain.plus(copies.get(depth).cost(cost, pass));
            }
        }
        return block == null ? chain : sum;
    }

    @Override
    public void trace(Choices choices, String frozen, Origins paths) {
        long depth = repeat.isFixed()
                ? repeat.min()
                : (Long) choices.get(repeat.label()).orElse((long) repeat.min());
        for (int i = 0; i < depth; i++) {
            copies.get(i).trace(choices, Origins.join(frozen, String.valueOf(i)), paths);
        }
    }
}
