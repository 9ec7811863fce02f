package io.lanista.djl.block;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;

/**
 * One layer in the order of computation.
 *
 * @param path the node, for messages
 * @param computation what it does
 * @param from the numbers of the tensors that it reads
 * @param to the number of the tensor that it makes
 */
record PlannedStep(String path, Computation computation, List<Integer> from, int to) {
    PlannedStep {
        from = List.copyOf(from);
    }

    void run(NDArray[] values, Pass pass) {
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

    private List<NDArray> inputs(NDArray[] values) {
        if (from.size() == 1) {
            return List.of(values[from.get(0)]);
        }
        List<NDArray> inputs = new ArrayList<>(from.size());
        for (int number : from) {
            inputs.add(values[number]);
        }
        return inputs;
    }
}
