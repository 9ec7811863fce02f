package io.lanista.djl.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.api.model.Shape;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.backend.Losses;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.backend.Weights;
import io.lanista.layer.LayerCatalogue;
import io.lanista.layer.LayerUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkLayersTest {
    private static final int BATCH = 6;
    private static final double EPSILON = 1e-2;

    @Test
    void everyStandardTypeHasAnExample() {
        TreeSet<String> shown = new TreeSet<>();
        LayerExample.all().forEach(example -> shown.add(example.layer().type()));
        assertThat(shown)
                .containsExactlyElementsOf(
                        new TreeSet<>(LayerCatalogue.standard().types().keySet()));
    }

    static Stream<LayerExample> examples() {
        return LayerExample.all().stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void shapesAndCountsAreThoseOfTheCatalogue(LayerExample example) {
        LayerUse use = LayerCatalogue.standard().use("layer", example.layer(), example.inputs());
        NetworkPlan plan = NetworkPlan.of(example.model(), BlockCatalogue.standard());
        try (NDManager manager = Backend.start().newManager()) {
            Network network = plan.allocate(manager, new Random(1));
            assertThat(plan.output()).isEqualTo(use.output());
            assertThat(plan.flops()).isEqualTo(use.flops());
            assertThat(network.parameters().values().size()).isEqualTo(use.parameters());
            // In training, the members of an ensemble are told apart.
            boolean[] modes = use.layer().type().equals("ensemble_mean") ? new boolean[1] : new boolean[] {true, false};
            for (boolean training : modes) {
                try (Step step = Step.evaluating()) {
                    Pass pass = network.pass(network.parameters().view(), training, new Random(2));
                    NDArray output = network.forward(inputs(manager, example), pass);
                    assertThat(output.getShape().getShape()).isEqualTo(batched(use.output()));
                }
            }
        }
    }

    static Stream<LayerExample> smooth() {
        // Layers with kinks have no finite difference there, and a table look-up has no gradient for its input.
        List<String> kinked = List.of("relu", "relu6", "leaky_relu", "hard_swish", "hard_sigmoid", "column_embedding");
        return examples()
                .filter(example -> !kinked.contains(example.layer().type()))
                .filter(example -> !example.toString().contains("stride=2")
                        || !example.layer().type().equals("inverted_residual"))
                .filter(example -> NetworkPlan.of(example.model(), BlockCatalogue.standard())
                                .parameters()
                                .count()
                        > 0);
    }

    @ParameterizedTest
    @MethodSource("smooth")
    void gradientsAreThoseOfFiniteDifferences(LayerExample example) {
        NetworkPlan plan = NetworkPlan.of(example.model(), BlockCatalogue.standard());
        try (NDManager manager = Backend.start().newManager()) {
            Network network = plan.allocate(manager, new Random(3));
            List<NDArray> inputs = inputs(manager, example);
            NDArray goal = random(manager, new Random(4), batched(plan.output()));
            float[] gradient;
            try (Step step = Step.training()) {
                Weights weights = network.parameters().record();
                step.backward(loss(network, weights, inputs, goal));
                gradient = network.parameters().gradient().toFloatArray();
            }
            float[] start = network.parameters().toArray();
            float[] direction = random(new Random(5), start.length);
            double expected = 0;
            double length = 0;
            for (int i = 0; i < start.length; i++) {
                expected += (double) gradient[i] * direction[i];
                length += (double) gradient[i] * gradient[i];
            }
            double ahead = lossAt(network, start, direction, EPSILON, inputs, goal);
            double behind = lossAt(network, start, direction, -EPSILON, inputs, goal);
            assertThat(Math.sqrt(length)).isGreaterThan(1e-3);
            assertThat((ahead - behind) / (2 * EPSILON)).isCloseTo(expected, within(0.01 * (Math.sqrt(length) + 0.1)));
        }
    }

    private static double lossAt(
            Network network, float[] start, float[] direction, double by, List<NDArray> inputs, NDArray goal) {
        float[] moved = start.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += (float) by * direction[i];
        }
        network.parameters().set(moved);
        try (Step step = Step.evaluating()) {
            return loss(network, network.parameters().view(), inputs, goal).getFloat();
        }
    }

    private static NDArray loss(Network network, Weights weights, List<NDArray> inputs, NDArray goal) {
        return Losses.meanSquaredError(network.forward(inputs, network.pass(weights, true, new Random(6))), goal);
    }

    private static List<NDArray> inputs(NDManager manager, LayerExample example) {
        RandomGenerator random = new Random(7);
        List<NDArray> inputs = new ArrayList<>();
        for (Shape shape : example.inputs()) {
            long[] batched = batched(shape);
            if (example.layer().type().equals("embedding")) {
                float[] numbers = new float[(int) (BATCH * shape.count())];
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = random.nextInt(7);
                }
                inputs.add(Tensors.of(manager, numbers, batched));
            } else {
                inputs.add(random(manager, random, batched));
            }
        }
        return inputs;
    }

    private static NDArray random(NDManager manager, RandomGenerator random, long[] shape) {
        return Tensors.of(manager, random(random, (int) LongStream.of(shape).reduce(1, (a, b) -> a * b)), shape);
    }

    private static float[] random(RandomGenerator random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static long[] batched(Shape shape) {
        return LongStream.concat(LongStream.of(BATCH), LongStream.of(shape.toArray()))
                .toArray();
    }
}
