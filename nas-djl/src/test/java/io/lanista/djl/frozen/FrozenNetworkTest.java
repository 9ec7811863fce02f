package io.lanista.djl.frozen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import io.lanista.api.space.SearchSpace;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.backend.Script;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.block.HubSpaces;
import io.lanista.djl.block.Network;
import io.lanista.djl.block.NetworkPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrozenNetworkTest {
    private static final int EXAMPLES = 5;

    private final NDManager manager = Backend.start().newManager();
    private final Random random = new Random(3);

    @AfterEach
    void close() {
        manager.close();
    }

    private static Layer conv(int channels, int kernel) {
        return Layer.of("conv2d", "out_channels", channels, "kernel", kernel);
    }

    static List<Model> models() {
        Layer norm = Layer.of("batch_norm");
        return List.of(
                Model.named("folded")
                        .input("x", 2, 9, 7)
                        .then("stem", conv(6, 3).with("stride", 2).with("bias", false))
                        .then("norm", norm)
                        .then("relu", Layer.of("relu"))
                        .then("depthwise", conv(6, 5).with("groups", 6))
                        .then("plain", norm.with("affine", false))
                        .then("swish", Layer.of("hard_swish"))
                        .then("dilated", conv(5, 3).with("dilation", 2).with("padding", 1))
                        .then("point", conv(7, 1))
                        .then("six", Layer.of("relu6"))
                        .then("mean", Layer.of("global_avg_pool"))
                        .then("drop", Layer.of("dropout", "rate", 0.5))
                        .then("hidden", Layer.of("linear", "units", 9))
                        .then("hidden-norm", norm)
                        .then("gelu", Layer.of("gelu"))
                        .then("more", Layer.of("linear", "units", 8))
                        .then("silu", Layer.of("silu"))
                        .then("head", Layer.of("linear", "units", 3))
                        .build(),
                Model.named("branches")
                        .input("x", 4, 8, 8)
                        .node("relu", Layer.of("relu"), "x")
                        .node("a", conv(4, 3), "relu")
                        .node("b", conv(4, 1).with("stride", 2).with("groups", 2), "relu")
                        .node("max", Layer.of("max_pool2d", "kernel", 3, "stride", 2, "padding", 1), "a")
                        .node("avg", Layer.of("avg_pool2d", "kernel", 3, "stride", 2, "padding", 1), "a")
                        .node("same", Layer.of("identity"), "avg")
                        .node("sum", Layer.of("add"), "max", "same", "b")
                        .node("tanh", Layer.of("tanh"), "sum")
                        .node("mean", Layer.of("mean"), "tanh", "avg")
                        .node("gap", Layer.of("global_avg_pool"), "mean")
                        .node("gate", Layer.of("linear", "units", 4), "gap")
                        .node("sigmoid", Layer.of("sigmoid"), "gate")
                        .node("gated", Layer.of("multiply"), "mean", "sigmoid")
                        .node("norm", norm, "gated")
                        .node("joined", Layer.of("concat"), "norm", "sum")
                        .node("flat", Layer.of("flatten"), "joined")
                        .node("head", Layer.of("linear", "units", 5, "bias", false), "flat")
                        .build(),
                Model.named("vector")
                        .input("x", 11)
                        .then("norm", norm)
                        .then("hidden", Layer.of("linear", "units", 17))
                        .then("hard", Layer.of("hard_sigmoid"))
                        .build());
    }

    private Network network(Model model) {
        Network network = NetworkPlan.of(model, BlockCatalogue.standard()).allocate(manager, new Random(1));
        float[] weights = new float[(int) network.plan().parameters().count()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (random.nextGaussian() / 2);
        }
        network.parameters().set(weights);
        float[] statistics = new float[(int) network.plan().buffers().count()];
        for (int i = 0; i < statistics.length; i++) {
            statistics[i] = 0.5f + random.nextFloat();
        }
        network.buffers().set(statistics);
        return network;
    }

    private static FrozenNetwork frozen(Network network) {
        return FrozenNetwork.of(
                        network.plan(),
                        network.parameters().save(),
                        network.buffers().save())
                .orElseThrow();
    }

    private float[] examples(int count, FrozenNetwork network) {
        float[] examples = new float[count * network.inputs()];
        for (int i = 0; i < examples.length; i++) {
            examples[i] = (float) random.nextGaussian();
        }
        return examples;
    }

    private float[] engine(UnaryOperator<NDArray> network, NetworkPlan plan, float[] examples, int count) {
        long[] example = plan.model().inputs().values().iterator().next().toArray();
        long[] shape = new long[example.length + 1];
        shape[0] = count;
        System.arraycopy(example, 0, shape, 1, example.length);
        try (Step step = Step.evaluating()) {
            float[] first = Arrays.copyOf(examples, count * examples.length / EXAMPLES);
            return network.apply(Tensors.of(manager, first, shape)).toFloatArray();
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void itAnswersAsTheTensorEngineDoes(Model model) {
        compare(network(model));
    }

    /** Parts, copies and results that are needed again: nothing may be written over them. */
    @Test
    void whatIsReadAgainIsNotWrittenOver() {
        compare(network(Model.named("read again")
                .input("x", 3, 6, 6)
                .node("conv", conv(8, 3), "x")
                .node("part", Layer.of("narrow", "channels", 4), "conv")
                .node("act", Layer.of("relu"), "conv")
                .node("joined", Layer.of("concat"), "part", "act")
                .node("mixed", Layer.of("channel_shuffle", "groups", 3), "joined")
                .node("six", Layer.of("relu6"), "joined")
                .node("sum", Layer.of("add"), "mixed", "six")
                .node("mean", Layer.of("global_avg_pool"), "sum")
                .node("other", Layer.of("linear", "units", 12), "mean")
                .node("both", Layer.of("add"), "mean", "other")
                .node("unused", Layer.of("relu"), "both")
                .node("out", Layer.of("identity"), "both")
                .build()));
    }

    /** Small networks of the hub's spaces: those drawn first. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "nasbench201",
                "nasbench101",
                "darts",
                "nasnet",
                "mobilenetv3",
                "proxyless",
                "shufflenetv2",
                "mlp",
                "tabular-resnet"
            })
    void networksOfTheHubAnswerAsTheTensorEngineDoes(String name) {
        SearchSpace space = HubSpaces.open(name, "small");
        for (int draw = 0; draw < 2; draw++) {
            Model model = space.freeze(space.sample(new Random(draw)));
            boolean image = model.inputs().values().iterator().next().rank() > 1;
            compare(network(image ? model.withInputShape(Shape.of(2, 12, 12)) : model));
        }
    }

    private void compare(Network network) {
        FrozenNetwork frozen = frozen(network);
        int count = EXAMPLES;
        float[] examples = examples(count, frozen);
        float[] expected = engine(network::predict, network.plan(), examples, count);
        assertThat(expected).hasSize(count * frozen.outputs());
        float[] loops = new float[expected.length];
        for (int example = 0; example < count; example++) {
            float[] answer = frozen.predict(examples, example * frozen.inputs());
            System.arraycopy(answer, 0, loops, example * answer.length, answer.length);
        }
        assertClose(loops, expected);
        try (Script script = frozen.script(Backend.start().newManager())) {
            assertClose(engine(script::run, network.plan(), examples, count), expected);
            assertClose(engine(script::run, network.plan(), examples, 1), Arrays.copyOf(expected, frozen.outputs()));
        }
    }

    private static void assertClose(float[] answers, float[] expected) {
        assertThat(answers).hasSameSizeAs(expected);
        double largest = 1;
        for (float number : expected) {
            largest = Math.max(largest, Math.abs(number));
        }
        for (int i = 0; i < answers.length; i++) {
            assertThat((double) answers[i]).isCloseTo(expected[i], within(1e-5 * largest));
        }
    }

    @Test
    void severalThreadsGetWhatOneGets() throws Exception {
        FrozenNetwork frozen = frozen(network(models().get(0)));
        int count = 40;
        float[] examples = examples(count, frozen);
        List<float[]> alone = IntStream.range(0, count)
                .mapToObj(example -> frozen.predict(examples, example * frozen.inputs()))
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<float[]>> together = new ArrayList<>();
            for (int i = 0; i < 10 * count; i++) {
                int example = i % count;
                together.add(threads.submit(() -> frozen.predict(examples, example * frozen.inputs())));
            }
            for (int i = 0; i < together.size(); i++) {
                assertThat(together.get(i).get()).containsExactly(alone.get(i % count));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void severalThreadsGetFromTheEngineWhatOneGets() throws Exception {
        Network network = network(models().get(0));
        FrozenNetwork frozen = frozen(network);
        float[] examples = examples(EXAMPLES, frozen);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try (Script script = frozen.script(Backend.start().newManager())) {
            float[] alone = engine(script::run, network.plan(), examples, 2);
            List<Future<float[]>> together = IntStream.range(0, 60)
                    .mapToObj(i -> threads.submit(() -> engine(script::run, network.plan(), examples, 2)))
                    .toList();
            for (Future<float[]> answer : together) {
                assertThat(answer.get()).containsExactly(alone);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"layer_norm", "softmax"})
    void aLayerTypeThatIsNotKnownIsLeftToTheEngine(String type) {
        Network network = network(
                Model.named("other").input("x", 4).then("layer", Layer.of(type)).build());
        assertThat(FrozenNetwork.of(
                        network.plan(),
                        network.parameters().save(),
                        network.buffers().save()))
                .isEmpty();
    }
}
