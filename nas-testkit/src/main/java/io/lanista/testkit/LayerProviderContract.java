package io.lanista.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.api.model.Model;
import io.lanista.api.model.ModelBuilder;
import io.lanista.api.model.Shape;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.backend.ParameterLayout;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.block.Fragment;
import io.lanista.djl.block.FragmentLayer;
import io.lanista.djl.block.LayerProvider;
import io.lanista.djl.block.Network;
import io.lanista.djl.block.NetworkPlan;
import io.lanista.djl.block.Pass;
import io.lanista.layer.LayerType;
import io.lanista.layer.LayerUse;
import io.lanista.layer.ZeroRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What every provider of a layer type must keep, as tests to inherit: that what is computed has the shapes, the parameters and
 * the meaning that its type says. Needs {@code nas-djl} and libtorch on the class path of the test.
 */
public interface LayerProviderContract extends LayerTypeContract {
    /** A new provider at each call. */
    LayerProvider provider();

    @Override
    default LayerType type() {
        return provider().type();
    }

    /** The host finds it by {@code META-INF/services}. */
    @Test
    default void serviceLoaderFindsIt() {
        ProviderRules.assertFound(LayerProvider.class, provider());
    }

    /** A network of the layer alone trains and predicts, in the promised shape, with finite gradients. */
    @Test
    default void isComputedInThePromisedShapeWithFiniteGradients() {
        for (Example example : examples()) {
            try (NDManager manager = Backend.start().newManager()) {
                Network network = network(example, manager);
                int batch = network.plan().batchNeed().examples() + 1;
                List<NDArray> inputs = inputs(example, batch, manager, new Random(3), 1);
                try (Step step = Step.training()) {
                    Pass pass = network.pass(network.parameters().record(), true, new Random(4));
                    NDArray output = network.forward(inputs, pass);
                    assertThat(output.getShape().getShape())
                            .as("the shape of a batch of " + example)
                            .isEqualTo(withBatch(batch, network.plan().output()));
                    if (network.parameters().layout().count() > 0) {
                        step.backward(Tensors.multiply(output, output).mean());
                        for (float value : network.parameters().gradient().toFloatArray()) {
                            assertThat(value).as("a gradient of " + example).isFinite();
                        }
                    }
                }
                assertThat(predicted(network, inputs))
                        .as("what " + example + " predicts a second time")
                        .isEqualTo(predicted(network, inputs));
            }
        }
    }

    /** An identity gives its input, and what is said to be zero is zero. */
    @Test
    default void identitiesAndZerosAreWhatTheirTypeSays() {
        for (Example example : examples()) {
            try (NDManager manager = Backend.start().newManager()) {
                Network network = network(example, manager);
                List<NDArray> drawn = inputs(example, 3, manager, new Random(3), 1);
                LayerUse use = blocks().layers().use("", example.layer(), example.inputs());
                if (type().isIdentity(use.layer(), use.inputs())) {
                    assertThat(predicted(network, drawn))
                            .as("what the identity " + example + " makes of its input")
                            .isEqualTo(drawn.get(0).toFloatArray());
                }
                ZeroRule rule = type().zeros(use.layer());
                if (rule == ZeroRule.ALWAYS) {
                    assertZero(predicted(network, drawn), "the output of " + example + ", which is always zero");
                } else if (rule != ZeroRule.NEVER) {
                    float[] output = predicted(network, inputs(example, 3, manager, new Random(3), 0));
                    assertZero(output, "the output of " + example + " for zeros");
                }
            }
        }
    }

    /** A channelwise layer makes the same of channels side by side as of each by itself. */
    @Test
    default void channelwiseLayersTakeChannelsSideBySide() {
        for (Example example : examples()) {
            LayerUse use = blocks().layers().use("", example.layer(), example.inputs());
            if (!type().isChannelwise(use.layer())) {
                continue;
            }
            try (NDManager manager = Backend.start().newManager()) {
                Network network = network(example, manager);
                FragmentLayer layer = Fragment.of(
                                example.layer(),
                                example.inputs(),
                                "layer",
                                blocks(),
                                ParameterLayout.builder(),
                                ParameterLayout.builder())
                        .layers()
                        .get(0);
                NDArray first = inputs(example, 2, manager, new Random(3), 1).get(0);
                NDArray second = inputs(example, 2, manager, new Random(5), 1).get(0);
                try (Step step = Step.evaluating()) {
                    Pass pass = network.pass(network.parameters().view(), false, new Random(4));
                    NDArray together =
                            layer.computation().apply(List.of(Tensors.concat(List.of(first, second), 1)), pass);
                    NDArray apart = Tensors.concat(
                            List.of(
                                    layer.computation().apply(List.of(first), pass),
                                    layer.computation().apply(List.of(second), pass)),
                            1);
                    assertThat(together.toFloatArray())
                            .as("what " + example + " makes of the channels of two images side by side")
                            .containsExactly(apart.toFloatArray(), within(1e-5f));
                }
            }
        }
    }

    private static void assertZero(float[] output, String what) {
        for (float value : output) {
            assertThat(Math.abs(value)).as(what).isZero();
        }
    }

    private BlockCatalogue blocks() {
        return BlockCatalogue.of(List.of(provider()));
    }

    private Network network(Example example, NDManager manager) {
        ModelBuilder model = Model.named("example");
        String[] names = new String[example.inputs().size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = "x" + i;
            model.input(names[i], example.inputs().get(i).toArray());
        }
        return NetworkPlan.of(model.node("layer", example.layer(), names).build(), blocks())
                .allocate(manager, new Random(1));
    }

    private static List<NDArray> inputs(
            Example example, int batch, NDManager manager, RandomGenerator random, double scale) {
        List<NDArray> inputs = new ArrayList<>();
        for (Shape shape : example.inputs()) {
            float[] values = new float[Math.toIntExact(batch * shape.count())];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (scale * random.nextGaussian());
            }
            inputs.add(Tensors.of(manager, values, withBatch(batch, shape)));
        }
        return inputs;
    }

    private static long[] withBatch(int batch, Shape shape) {
        return LongStream.concat(LongStream.of(batch), LongStream.of(shape.toArray()))
                .toArray();
    }

    private static float[] predicted(Network network, List<NDArray> inputs) {
        try (Step step = Step.evaluating()) {
            Pass pass = network.pass(network.parameters().view(), false, new Random(4));
            return network.forward(inputs, pass).toFloatArray();
        }
    }
}
