package io.lanista.djl.proxy;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.block.Fragment;
import io.lanista.djl.block.FragmentLayer;
import io.lanista.djl.block.Pass;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An operation of a model's outermost graph, or one copy of a repeated block.
 *
 * @param fragment what it computes
 * @param from the numbers of the tensors that it reads
 * @param to the number of the tensor that it makes
 * @param opensBlock whether a block begins here; else it belongs to that of the stage before
 */
record Stage(Fragment fragment, List<Integer> from, int to, boolean opensBlock) {
    Stage {
        from = List.copyOf(from);
    }

    /** Computes the stage's output from those of earlier stages. */
    NDArray apply(@Nullable NDArray[] values, Pass pass, LayerRule rule) {
        List<FragmentLayer> layers = fragment.layers();
        @Nullable NDArray[] inner = new @Nullable NDArray[from.size() + layers.size()];
        for (int i = 0; i < from.size(); i++) {
            inner[i] = values[from.get(i)];
        }
        for (FragmentLayer layer : layers) {
            List<NDArray> inputs = new ArrayList<>();
            layer.from().forEach(number -> inputs.add(tensor(inner, number)));
            inner[layer.to()] = rule.apply(layer, inputs, pass);
        }
        return tensor(inner, fragment.result());
    }

    static NDArray tensor(@Nullable NDArray[] values, int number) {
        return Objects.requireNonNull(values[number], "a tensor that an earlier stage made");
    }
}
