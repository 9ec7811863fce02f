package io.lanista.djl.block;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.ModelBuilder;
import io.lanista.djl.backend.Activations;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.backend.Layers;
import io.lanista.djl.backend.Pooling;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.backend.Weights;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class QuickOrderTest {
    private final Random random = new Random(2);

    private static ModelBuilder convolved(String limit) {
        return Model.named("net")
                .input("x", 2, 7, 7)
                .then("conv", Layer.of("conv2d", "out_channels", 4, "kernel", 3))
                .then("limit", Layer.of(limit));
    }

    private static List<String> order(NetworkPlan plan) {
        return plan.steps().stream().map(PlannedStep::path).toList();
    }

    /** Whether outputs and gradients are those of the order that the model has, to the last digit. */
    @Test
    void notADigitDiffers() {
        NetworkPlan plan = NetworkPlan.of(
                convolved("relu")
                        .then("pool", Layer.of("max_pool2d", "kernel", 3, "stride", 2, "padding", 1))
                        .build(),
                BlockCatalogue.standard());
        assertThat(order(plan)).containsExactly("conv", "pool", "limit");
        assertThat(plan.layers()).extracting(layer -> layer.use().path()).containsExactly("conv", "limit", "pool");
        try (NDManager manager = Backend.start().newManager()) {
            Network network = plan.allocate(manager, random);
            float[] pixels = new float[3 * 2 * 7 * 7];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (float) (10 * random.nextGaussian());
            }
            NDArray images = Tensors.of(manager, pixels, 3, 2, 7, 7);
            List<float[]> quick = outputAndGradient(
                    network, weights -> network.forward(List.of(images), network.pass(weights, true, random)));
            List<float[]> plain = outputAndGradient(network, weights -> {
                NDArray seen = Layers.conv2d(Tensors.channelsLast(images), weights.get(0), weights.get(1), 1, 1, 1, 1);
                return Pooling.max(Activations.relu(seen), new Shape(3, 3), new Shape(2, 2), new Shape(1, 1));
            });
            assertThat(quick.get(0)).containsExactly(plain.get(0));
            assertThat(quick.get(1)).containsExactly(plain.get(1));
        }
    }

    private List<float[]> outputAndGradient(Network network, Function<Weights, NDArray> forward) {
        try (Step step = Step.training()) {
            NDArray outputs = forward.apply(network.parameters().record());
            step.backward(Tensors.mean(Tensors.reshape(Tensors.multiply(outputs, outputs), -1), 0));
            return List.of(
                    outputs.toFloatArray(), network.parameters().gradient().toFloatArray());
        }
    }

    @Test
    void whatOthersReadStaysInItsOrder() {
        NetworkPlan twice = NetworkPlan.of(
                convolved("relu")
                        .node("pool", Layer.of("max_pool2d", "kernel", 3, "stride", 1, "padding", 1), "limit")
                        .node("sum", Layer.of("add"), "limit", "pool")
                        .build(),
                BlockCatalogue.standard());
        assertThat(order(twice)).containsExactly("conv", "limit", "pool", "sum");
        NetworkPlan mean = NetworkPlan.of(
                convolved("relu")
                        .then("pool", Layer.of("avg_pool2d", "kernel", 3))
                        .build(),
                BlockCatalogue.standard());
        assertThat(order(mean)).containsExactly("conv", "limit", "pool");
        NetworkPlan six = NetworkPlan.of(
                convolved("relu6")
                        .then("pool", Layer.of("max_pool2d", "kernel", 3))
                        .build(),
                BlockCatalogue.standard());
        assertThat(order(six)).as("its gradient is halved at a tie").containsExactly("conv", "limit", "pool");
    }
}
