package io.lanista.djl.block;

import ai.djl.ndarray.NDArray;
import io.lanista.api.model.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Compares what a network is given with what its model says. */
final class InputCheck {
    private InputCheck() {}

    static void check(NetworkPlan plan, List<NDArray> inputs) {
        Map<String, Shape> wanted = plan.inputs();
        if (inputs.size() != wanted.size()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "The model (%s) has the inputs %s, but (%d) tensors were given.",
                    plan.model().name(),
                    wanted.keySet(),
                    inputs.size()));
        }
        int i = 0;
        for (Map.Entry<String, Shape> input : wanted.entrySet()) {
            long[] given = inputs.get(i++).getShape().getShape();
            if (given.length < 1
                    || !Arrays.equals(
                            Arrays.copyOfRange(given, 1, given.length),
                            input.getValue().toArray())) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "The input (%s) of the model (%s) takes batches of %s, but a tensor of shape %s was given.",
                        input.getKey(),
                        plan.model().name(),
                        input.getValue(),
                        Arrays.toString(given)));
            }
        }
    }
}
