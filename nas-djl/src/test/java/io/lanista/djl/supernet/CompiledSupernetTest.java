package io.lanista.djl.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.api.model.Candidate;
import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Model;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Shape;
import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.space.SpaceProvider;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.backend.FlatParameters;
import io.lanista.djl.backend.Losses;
import io.lanista.djl.backend.NamedArrays;
import io.lanista.djl.backend.Scalars;
import io.lanista.djl.backend.Sgd;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.backend.Updater;
import io.lanista.djl.backend.Weights;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.block.Computation;
import io.lanista.djl.block.LayerProvider;
import io.lanista.djl.block.LayerSite;
import io.lanista.hub.Darts;
import io.lanista.hub.NasBench201;
import io.lanista.layer.LayerType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The compiled form against the generic one, which is the reference. */
@Tag("slow")
class CompiledSupernetTest {
    private static final int BATCH = 6;
    private static final double CLOSE = 1e-4;
    /** Vectors shorter than this are nothing but rounding, such as the mean of what was normalised before. */
    private static final double FLOOR = 1e-3;

    private final NDManager manager = Backend.start().newManager();
    private final NDArray labels = Tensors.of(manager, new long[] {0, 1, 2, 0, 1, 2}, BATCH);

    @AfterEach
    void close() {
        manager.close();
    }

    /** A space, and whether normalisations in its candidates learn scales. */
    record Case(String name, SearchSpace space, boolean scales) {
        @Override
        public String toString() {
            return name + (scales ? "" : " without scales");
        }
    }

    private static SearchSpace hub(SpaceProvider provider, Map<String, Object> more) {
        Map<String, Object> options =
                new HashMap<>(Map.of("input", List.of(1L, 8L, 8L), "channels", 4L, "classes", 3L));
        options.putAll(more);
        return provider.open(Options.parse(provider.name(), provider.options(), options));
    }

    private static SearchSpace darts(boolean none) {
        return hub(new Darts(), Map.of("cells", 3L, "none", none));
    }

    private static SearchSpace bench() {
        return hub(new NasBench201(), Map.of("cells", 1L));
    }

    static Stream<Case> cases() {
        Stream<Case> known = Stream.of(
                new Case("darts", darts(true), true),
                new Case("darts", darts(true), false),
                new Case("darts without none", darts(false), false),
                new Case("nasbench201", bench(), true),
                new Case("nasbench201", bench(), false),
                new Case("cells", Spaces.cells(), true));
        Stream<Case> drawn = IntStream.range(0, 12)
                .mapToObj(seed -> new Case("random " + seed, RandomCells.space(seed), seed % 2 == 0));
        return Stream.concat(known, drawn);
    }

    private Supernet supernet(Case of, boolean compiled, long seed) {
        SupernetBuilder builder = Supernet.of(of.space, BlockCatalogue.standard());
        builder = of.scales ? builder : builder.withoutNormScales();
        return (compiled ? builder : builder.generic()).allocate(manager, new Random(seed));
    }

    private NDArray images(Supernet supernet) {
        long[] example =
                supernet.space().base().inputs().values().iterator().next().toArray();
        Random random = new Random(9);
        float[] pixels = new float[Math.toIntExact(BATCH * example[0] * example[1] * example[2])];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.nextGaussian();
        }
        return Tensors.of(manager, pixels, BATCH, example[0], example[1], example[2]);
    }

    private static void spread(Supernet supernet) {
        Random random = new Random(17);
        NamedArrays.Builder alphas = NamedArrays.builder();
        FlatParameters architecture = supernet.architecture();
        for (int slot = 0; slot < architecture.layout().size(); slot++) {
            float[] values =
                    new float[Math.toIntExact(architecture.layout().shape(slot).size())];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            alphas.add(architecture.layout().name(slot), values, values.length);
        }
        architecture.load(alphas.build());
    }

    private static float[] forward(Supernet supernet, NDArray images, boolean training) {
        try (Step step = Step.evaluating()) {
            return supernet.forward(
                            List.of(images), supernet.weights().view(), supernet.alphas(), training, new Random(1))
                    .toFloatArray();
        }
    }

    /** The gradients of both kinds of parameters, by name. */
    private Map<String, float[]> gradients(Supernet supernet, NDArray images) {
        Map<String, float[]> all = new HashMap<>();
        try (Step step = Step.training()) {
            Weights weights = supernet.weights().record();
            Alphas architecture = supernet.recordAlphas();
            NDArray logits = supernet.forward(List.of(images), weights, architecture, true, new Random(1));
            step.backward(Losses.crossEntropy(logits, labels, 0));
            byName(supernet.weights(), all);
            byName(supernet.architecture(), all);
        }
        return all;
    }

    private static void byName(FlatParameters parameters, Map<String, float[]> all) {
        float[] flat = parameters.gradient().toFloatArray();
        for (int slot = 0; slot < parameters.layout().size(); slot++) {
            int from = parameters.layout().offset(slot);
            int size = Math.toIntExact(parameters.layout().shape(slot).size());
            all.put(parameters.layout().name(slot), java.util.Arrays.copyOfRange(flat, from, from + size));
        }
    }

    private void train(Supernet supernet, NDArray images, int steps) {
        Updater updater = new Sgd(0.9, false, 0).start(supernet.weights());
        for (int i = 0; i < steps; i++) {
            try (Step step = Step.training()) {
                step.backward(Losses.crossEntropy(supernet.trainWeights(images, new Random(i)), labels, 0));
                updater.update(0.01);
            }
        }
    }

    private static double distance(float[] one, float[] other) {
        assertThat(one).hasSameSizeAs(other);
        double apart = 0;
        double length = 0;
        for (int i = 0; i < one.length; i++) {
            apart += Math.pow(one[i] - other[i], 2);
            length += Math.pow(one[i], 2);
        }
        return Math.sqrt(apart) / Math.max(Math.sqrt(length), FLOOR);
    }

    private static float[] flat(Map<String, float[]> gradients, String ending, boolean with) {
        List<Float> all = new ArrayList<>();
        gradients.keySet().stream()
                .sorted()
                .filter(name -> name.endsWith(ending) == with)
                .forEach(name -> {
                    for (float value : gradients.get(name)) {
                        all.add(value);
                    }
                });
        float[] flat = new float[all.size()];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = all.get(i);
        }
        return flat;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void outputsAndGradientsAreThoseOfTheGenericForm(Case of) {
        Supernet generic = supernet(of, false, 3);
        Supernet compiled = supernet(of, true, 3);
        assertThat(generic.compiledChoices()).isZero();
        assertThat(compiled.compiledChoices()).isPositive();
        spread(generic);
        spread(compiled);
        NDArray images = images(generic);
        assertThat(distance(forward(generic, images, true), forward(compiled, images, true)))
                .isLessThan(CLOSE);
        Map<String, float[]> expected = gradients(generic, images);
        Map<String, float[]> actual = gradients(compiled, images);
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        for (boolean alphas : new boolean[] {true, false}) {
            assertThat(distance(flat(expected, "#alpha", alphas), flat(actual, "#alpha", alphas)))
                    .isLessThan(CLOSE);
        }
        double length = length(expected);
        expected.forEach((name, gradient) -> {
            float[] other = actual.get(name);
            for (int i = 0; i < gradient.length; i++) {
                assertThat((double) other[i]).as(name).isCloseTo(gradient[i], within(CLOSE * length));
            }
        });
    }

    private static double length(Map<String, float[]> gradients) {
        double sum = 0;
        for (float[] gradient : gradients.values()) {
            for (float value : gradient) {
                sum += value * value;
            }
        }
        return Math.sqrt(sum);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void runningStatisticsAndEvaluationAreThoseOfTheGenericForm(Case of) {
        Supernet generic = supernet(of, false, 3);
        Supernet compiled = supernet(of, true, 3);
        NDArray images = images(generic);
        train(generic, images, 2);
        train(compiled, images, 2);
        NamedArrays expected = generic.save();
        NamedArrays actual = compiled.save();
        assertThat(actual.names()).isEqualTo(expected.names());
        for (String name : expected.names()) {
            if (name.startsWith("buffers/")) {
                long[] shape = expected.shape(name);
                assertThat(distance(expected.values(name, shape), actual.values(name, shape)))
                        .as(name)
                        .isLessThan(1e-3);
            }
        }
        assertThat(distance(forward(generic, images, false), forward(compiled, images, false)))
                .isLessThan(1e-3);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void weightsGoFromOneFormToTheOtherAndBack(Case of) {
        Supernet generic = supernet(of, false, 3);
        Supernet compiled = supernet(of, true, 4);
        NDArray images = images(generic);
        train(generic, images, 2);
        spread(generic);
        compiled.load(generic.save());
        assertThat(distance(forward(generic, images, false), forward(compiled, images, false)))
                .isLessThan(CLOSE);
        assertThat(compiled.export()).isEqualTo(generic.export());
        assertThat(compiled.best(3)).isEqualTo(generic.best(3));
        Supernet back = supernet(of, false, 5);
        back.load(compiled.save());
        assertThat(back.weights().toArray()).isEqualTo(generic.weights().toArray());
        assertThat(back.buffers().toArray()).isEqualTo(generic.buffers().toArray());
        assertThat(back.architecture().toArray())
                .isEqualTo(generic.architecture().toArray());
    }

    @Test
    void bothFormsBeginWithTheSameWeights() {
        Case darts = new Case("darts", darts(true), true);
        NamedArrays generic = supernet(darts, false, 3).save();
        NamedArrays compiled = supernet(darts, true, 3).save();
        generic.names().forEach(name -> {
            long[] shape = generic.shape(name);
            assertThat(compiled.values(name, shape)).as(name).isEqualTo(generic.values(name, shape));
        });
    }

    @Test
    void choicesThatCannotBeComputedTogetherStayAsTheyAre() {
        assertThat(Supernet.of(Spaces.nested(), BlockCatalogue.standard())
                        .allocate(manager, new Random(1))
                        .compiledChoices())
                .isEqualTo(1);
        SearchSpace own = Spaces.around(LayerChoice.of(
                "op",
                Candidate.of("norm", Layer.of("group_norm", "groups", 2)),
                Candidate.of("skip", Layer.of("identity"))));
        assertThat(Supernet.of(own, BlockCatalogue.standard())
                        .allocate(manager, new Random(1))
                        .compiledChoices())
                .isZero();
    }

    /** Another author's layer type: twice its input. */
    private record Doubling(boolean isChannelwise) implements LayerProvider, LayerType {
        @Override
        public LayerType type() {
            return this;
        }

        @Override
        public String name() {
            return "doubling";
        }

        @Override
        public Shape infer(Layer layer, List<Shape> inputs) {
            return inputs.get(0);
        }

        @Override
        public boolean isChannelwise(Layer layer) {
            return isChannelwise;
        }

        @Override
        public Computation build(LayerSite site) {
            return (inputs, pass) -> Scalars.times(inputs.get(0), 2);
        }
    }

    @Test
    void anotherAuthorsLayerIsComputedTogetherIfItsTypeIsChannelwise() {
        Operation doubled = Graph.sequence(
                Layer.of("conv2d", "kernel", 3, "padding", 1, "bias", false),
                Layer.of("doubling"),
                Layer.of("batch_norm"));
        SearchSpace space = SearchSpace.of(Model.named("net")
                .input("x", 1, 6, 6)
                .then("stem", Spaces.conv(4, 3))
                .node(
                        "cell",
                        Spaces.cell(
                                "cell",
                                List.of(Candidate.of("skip", Layer.of("identity")), Candidate.of("doubled", doubled))),
                        "stem",
                        "stem")
                .then("pool", Layer.of("global_avg_pool"))
                .then("head", Layer.of("linear", "units", 3))
                .build());
        BlockCatalogue blocks = BlockCatalogue.of(List.of(new Doubling(true)));
        Supernet generic = Supernet.of(space, blocks).generic().allocate(manager, new Random(3));
        Supernet compiled = Supernet.of(space, blocks).allocate(manager, new Random(3));
        assertThat(compiled.compiledChoices()).isPositive();
        NDArray images = images(generic);
        assertThat(distance(forward(generic, images, true), forward(compiled, images, true)))
                .isLessThan(CLOSE);
        assertThat(Supernet.of(space, BlockCatalogue.of(List.of(new Doubling(false))))
                        .allocate(manager, new Random(3))
                        .compiledChoices())
                .isZero();
    }

    @Test
    void mixedBlocksOfAnotherKindAreCalled() {
        SearchSpace space = Spaces.layerChoice();
        Supernet supernet = Supernet.of(space, BlockCatalogue.standard())
                .replaceLayerChoice(site -> new MixedBlock() {
                    @Override
                    public NDArray forward(List<NDArray> inputs, MixedPass pass) {
                        return site.branches().get(1).apply(inputs, pass);
                    }

                    @Override
                    public double[] probabilities(Alphas alphas) {
                        return new double[] {0, 1, 0};
                    }
                })
                .allocate(manager, new Random(1));
        assertThat(supernet.compiledChoices()).isZero();
    }
}
