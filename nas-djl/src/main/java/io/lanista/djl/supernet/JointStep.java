package io.lanista.djl.supernet;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One layer of a {@link JointChoices}.
 *
 * @param layer what it computes
 * @param from the numbers of the tensors that it reads
 * @param to the number of the tensor that it makes
 * @param done the numbers of tensors that no later step reads
 */
record JointStep(JointLayer layer, List<Integer> from, int to, List<Integer> done) {
    JointStep {
        from = List.copyOf(from);
        done = List.copyOf(done);
    }

    JointStep withDone(List<Integer> numbers) {
        return new JointStep(layer, from, to, numbers);
    }

    void run(@Nullable NDArray[] values, JointPass pass) {
        List<NDArray> inputs = new ArrayList<>(from.size());
        from.forEach(number -> inputs.add(tensor(values, number)));
        values[to] = layer.apply(inputs, pass);
        // What the backward pass needs, the recorded graph holds by itself.
        for (int number : done) {
            tensor(values, number).close();
            values[number] = null;
        }
    }

    static NDArray tensor(@Nullable NDArray[] values, int number) {
        return Objects.requireNonNull(values[number], "a tensor that is still needed");
    }
}
