package io.lanista.djl.block;

import ai.djl.ndarray.NDArray;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Shape;
import io.lanista.layer.LayerUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One layer in the order of computation.
 *
 * @param use the layer in its place, with a value for each attribute of its type
 * @param computation what it does
 * @param isChannelwise whether its type promises so, see {@link io.lanista.layer.LayerType#isChannelwise}
 * @param from the numbers of the tensors that it reads
 * @param to the number of the tensor that it makes
 * @param done the numbers of tensors that no later step reads
 */
record PlannedStep(
        LayerUse use, Computation computation, boolean isChannelwise, List<Integer> from, int to, List<Integer> done) {
    PlannedStep {
        from = List.copyOf(from);
        done = List.copyOf(done);
    }

    PlannedStep withDone(List<Integer> numbers) {
        return new PlannedStep(use, computation, isChannelwise, from, to, numbers);
    }

    /** The same computation of the tensors of another step. */
    PlannedStep between(PlannedStep other) {
        return new PlannedStep(use, computation, isChannelwise, other.from, other.to, other.done);
    }

    String path() {
        return use.path();
    }

    Layer layer() {
        return use.layer();
    }

    List<Shape> inputs() {
        return use.inputs();
    }

    void run(@Nullable NDArray[] values, Pass pass) {
        try {
            values[to] = computation.apply(read(values), pass);
        } catch (RuntimeException failure) {
            throw new IllegalStateException(
                    String.format(
                            Locale.ROOT,
                            "The node (%s) can't compute with inputs of the shapes %s: %s",
                            path(),
                            read(values).stream().map(NDArray::getShape).toList(),
                            failure.getMessage()),
                    failure);
        }
    }

    /**
     * Closes tensors that no later step reads. The recorded graph holds what the backward pass needs by itself. So a network in
     * use needs no more memory than its widest place, and one that trains no more than its graph.
     */
    void release(@Nullable NDArray[] values) {
        for (int number : done) {
            NDArray value = values[number];
            values[number] = null;
            if (value != null && !isHeldElsewhere(value, values)) {
                value.close();
            }
        }
    }

    /** Some layers hand on their input as it is. */
    private static boolean isHeldElsewhere(NDArray value, @Nullable NDArray[] values) {
        for (NDArray other : values) {
            if (other == value) {
                return true;
            }
        }
        return false;
    }

    private List<NDArray> read(@Nullable NDArray[] values) {
        if (from.size() == 1) {
            return List.of(tensor(values, from.get(0)));
        }
        List<NDArray> inputs = new ArrayList<>(from.size());
        for (int number : from) {
            inputs.add(tensor(values, number));
        }
        return inputs;
    }

    static NDArray tensor(@Nullable NDArray[] values, int number) {
        return Objects.requireNonNull(values[number], "a tensor that is still needed");
    }
}
