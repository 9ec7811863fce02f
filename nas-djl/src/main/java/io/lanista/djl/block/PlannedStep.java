package io.lanista.djl.block;

import ai.djl.ndarray.NDArray;
import io.lanista.api.model.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One layer in the order of computation.
 *
 * @param path the node, for messages
 * @param layer with a value for each attribute of its type
 * @param computation what it does
 * @param from the numbers of the tensors that it reads
 * @param to the number of the tensor that it makes
 * @param done the numbers of tensors that nobody reads after this step
 */
record PlannedStep(String path, Layer layer, Computation computation, List<Integer> from, int to, List<Integer> done) {
    PlannedStep {
        from = List.copyOf(from);
        done = List.copyOf(done);
    }

    PlannedStep withDone(List<Integer> numbers) {
        return new PlannedStep(path, layer, computation, from, to, numbers);
    }

    void run(@Nullable NDArray[] values, Pass pass) {
        try {
            values[to] = computation.apply(inputs(values), pass);
        } catch (RuntimeException failure) {
            throw new IllegalStateException(
                    String.format(
                            "The node (%s) can't compute with inputs of the shapes %s: %s",
                            path, inputs(values).stream().map(NDArray::getShape).toList(), failure.getMessage()),
                    failure);
        }
    }

    /**
     * Gives up tensors that nobody reads any more. What the backward pass needs, the recorded graph holds by itself; so a
     * network needs no more memory than its widest place when it is used, and no more than the graph when it trains.
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

    private List<NDArray> inputs(@Nullable NDArray[] values) {
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
