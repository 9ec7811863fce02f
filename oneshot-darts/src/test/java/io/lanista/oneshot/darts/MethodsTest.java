package io.lanista.oneshot.darts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.api.model.Candidate;
import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Model;
import io.lanista.api.option.OptionException;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.backend.Losses;
import io.lanista.djl.backend.Sgd;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.backend.Updater;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.supernet.Cost;
import io.lanista.djl.supernet.Supernet;
import io.lanista.djl.supernet.SupernetBuilder;
import io.lanista.djl.train.TrainingSetup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MethodsTest {
    private final NDManager manager = Backend.start().newManager();

    @AfterEach
    void close() {
        manager.close();
    }

    private Supernet supernet(Method method) {
        return Supernet.of(SmallSpace.choices(), BlockCatalogue.standard())
                .replaceLayerChoice(method::mix)
                .replaceInputChoice(method::mix)
                .allocate(manager, new Random(1));
    }

    private NDArray images() {
        float[] pixels = new float[4 * 64];
        Random random = new Random(2);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.nextGaussian();
        }
        return Tensors.of(manager, pixels, 4, 1, 8, 8);
    }

    @Test
    void gumbelDrawsEachCandidateAsOftenAsItsProbabilitySays() {
        Supernet supernet = supernet(new GumbelMethod(1, 1));
        supernet.architecture().set(new float[] {0, 1.5f, 60, 0});
        NDArray images = images();
        float[] skip = output(supernet, images, new float[] {60, 0, 60, 0});
        supernet.architecture().set(new float[] {0, 1.5f, 60, 0});
        int skips = 0;
        Random random = new Random(7);
        for (int i = 0; i < 400; i++) {
            skips += Arrays.equals(skip, output(supernet, images, random)) ? 1 : 0;
        }
        assertThat(skips / 400.0).isCloseTo(1 / (1 + Math.exp(1.5)), within(0.06));
    }

    private static float[] output(Supernet supernet, NDArray images, float[] alphas) {
        supernet.architecture().set(alphas);
        return output(supernet, images, new Random(3));
    }

    private static float[] output(Supernet supernet, NDArray images, Random random) {
        try (Step step = Step.evaluating()) {
            return supernet.forward(List.of(images), supernet.weights().view(), supernet.alphas(), true, random)
                    .toFloatArray();
        }
    }

    @Test
    void gumbelsGradientReachesTheCandidatesThatWereNotDrawn() {
        Supernet supernet = supernet(new GumbelMethod(1, 1));
        NDArray labels = Tensors.of(manager, new long[] {0, 1, 2, 3}, 4);
        NDArray images = images();
        try (Step step = Step.training()) {
            step.backward(Losses.crossEntropy(supernet.trainArchitecture(images, new Random(4)), labels, 0));
            assertThat(supernet.architecture().gradient().toFloatArray())
                    .doesNotContain(0f)
                    .hasSize(4);
        }
    }

    @Test
    void gumbelTakesTheMostProbableCandidateInAnEvaluation() {
        Supernet supernet = supernet(new GumbelMethod(10, 0.1));
        supernet.architecture().set(new float[] {0, 0.2f, 0.2f, 0});
        assertThat(supernet.probabilities().get(Label.of("a")).get("conv3")).isCloseTo(0.55, within(0.01));
        NDArray images = images();
        try (Step step = Step.evaluating()) {
            float[] mixed = supernet.forward(
                            List.of(images), supernet.weights().view(), supernet.alphas(), false, new Random(1))
                    .toFloatArray();
            assertThat(supernet.inherit(supernet.export(), manager, new Random(5))
                            .predict(images)
                            .toFloatArray())
                    .containsExactly(mixed, within(1e-6f));
        }
    }

    @Test
    void gumbelsExpectedNetworkIsTheSoftmaxMixAndBendsAsItDoes() {
        GumbelMethod method = new GumbelMethod(10, 0.1);
        Supernet drawn = supernet(method);
        Supernet mixed = supernet(new SoftmaxMethod(false));
        float[] alphas = {0.3f, -0.2f, 0.1f, 0.6f};
        drawn.architecture().set(alphas);
        mixed.architecture().set(alphas);
        NDArray images = images();
        float[] wanted = output(mixed, images, new Random(1));
        method.smoothly(() -> {
            assertThat(output(drawn, images, new Random(2))).containsExactly(wanted, within(1e-6f));
            return 0;
        });
        double sharp = sharpness(mixed);
        assertThat(sharp).isNotZero();
        assertThat(method.smoothly(() -> sharpness(drawn))).isCloseTo(sharp, within(1e-4 * Math.abs(sharp)));
        method.epoch(1); // Cooled down, it is what it was.
        assertThat(method.smoothly(() -> sharpness(drawn))).isCloseTo(sharp, within(1e-4 * Math.abs(sharp)));
        assertThat(drawn.architecture().toArray()).isEqualTo(alphas);
    }

    private double sharpness(Supernet supernet) {
        return new Sharpness(supernet, TrainingSetup.of(TestRequest.GLYPHS), TestRequest.GLYPHS.train(), 32, manager)
                .estimate(new Random(5));
    }

    private static float[] sum(float[]... all) {
        float[] sum = new float[all[0].length];
        for (float[] one : all) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += one[i];
            }
        }
        return sum;
    }

    @Test
    void partialChannelsGoThroughCandidatesAndTheOthersPastThem() {
        SearchSpace space = SearchSpace.of(Model.named("partial")
                .input("x", 4, 2, 2)
                .node("a", LayerChoice.of("a", scaled(), Candidate.of("none", Layer.of("zero"))), "x")
                .node("b", LayerChoice.of("b", scaled(), Candidate.of("none", Layer.of("zero"))), "x")
                .node("sum", Layer.of("add"), "a", "b")
                .build());
        Method method = new PartialMethod(2);
        Supernet supernet = Supernet.of(space, BlockCatalogue.standard())
                .replaceLayerChoice(method::mix)
                .partialChannels(method.parts())
                .allocate(manager, new Random(1));
        assertThat(supernet.canBequeath()).isFalse();
        // Slots in the order of declaration: a's candidates, the edges of the sum, b's candidates.
        supernet.architecture().set(new float[] {0, 0, (float) Math.log(3), 0, 60, 0});
        NDArray images = Tensors.of(manager, new float[] {1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4}, 1, 4, 2, 2);
        float[] out = output(supernet, images, new float[] {0, 0, (float) Math.log(3), 0, 60, 0});
        // Edge a counts 3/4 and takes half of the first two channels, edge b 1/4 and takes all; then 0, 2, 1, 3.
        float half = 0.75f * 0.5f + 0.25f;
        assertThat(out)
                .containsExactly(
                        sum(
                                new float[] {half, half, half, half, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
                                new float[] {0, 0, 0, 0, 3, 3, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0},
                                new float[] {0, 0, 0, 0, 0, 0, 0, 0, 2 * half, 2 * half, 2 * half, 2 * half, 4, 4, 4, 4
                                }),
                        within(1e-5f));
    }

    @Test
    void anArchitectureInsideAPartialSupernetHasItsCandidatesAndAlikeEdges() {
        SearchSpace space = SearchSpace.of(Model.named("partial")
                .input("x", 4, 2, 2)
                .node("a", LayerChoice.of("a", scaled(), Candidate.of("none", Layer.of("zero"))), "x")
                .node("b", LayerChoice.of("b", scaled(), Candidate.of("none", Layer.of("zero"))), "x")
                .node("sum", Layer.of("add"), "a", "b")
                .build());
        Supernet supernet = partial(space, 2);
        NDArray images = Tensors.of(manager, new float[] {1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4}, 1, 4, 2, 2);
        float[] shuffled = {1, 1, 1, 1, 3, 3, 3, 3, 2, 2, 2, 2, 4, 4, 4, 4};
        for (String other : List.of("skip", "none")) {
            Choices choices = Choices.of(Map.of(Label.of("a"), "skip", Label.of("b"), other));
            assertThat(output(supernet, images, supernet.oneHot(choices))).containsExactly(shuffled, within(1e-5f));
        }
    }

    @Test
    void anArchitectureInsideAPartialSupernetHasTheEdgesThatItKeeps() {
        Supernet supernet = partial(SmallSpace.cells(), 4);
        Random random = new Random(3);
        for (int i = 0; i < 10; i++) {
            Choices choices = SmallSpace.cells().sample(random);
            if (!choices.values().containsValue("none")) { // Which no export keeps on an edge.
                supernet.architecture().set(supernet.oneHot(choices));
                assertThat(supernet.export()).isEqualTo(choices);
            }
        }
    }

    private Supernet partial(SearchSpace space, int parts) {
        Method method = new PartialMethod(parts);
        return Supernet.of(space, BlockCatalogue.standard())
                .replaceLayerChoice(method::mix)
                .replaceInputChoice(method::mix)
                .partialChannels(method.parts())
                .allocate(manager, new Random(1));
    }

    private static Candidate scaled() {
        return Candidate.of("skip", Layer.of("identity"));
    }

    @Test
    void candidatesThatChangeTheirChannelsAreRefusedByPartialOnes() {
        Method method = new PartialMethod(2);
        assertThatThrownBy(() -> Supernet.of(SmallSpace.choices(), BlockCatalogue.standard())
                        .replaceLayerChoice(method::mix)
                        .partialChannels(method.parts())
                        .allocate(manager, new Random(1)))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("(a) at (a)")
                .hasMessageContaining("Maybe fix it");
    }

    @Test
    void betasPenaltyIsTheMeanLogSumExp() {
        BetaMethod method = new BetaMethod(2);
        Supernet supernet = supernet(method);
        supernet.architecture().set(new float[] {1, 2, -1, 0.5f});
        method.epoch(0.5);
        try (Step step = Step.training()) {
            NDArray loss = Tensors.of(manager, new float[] {3}, 1);
            NDArray penalised = method.penalised(loss, supernet.recordAlphas());
            double first = Math.log(Math.exp(1) + Math.exp(2));
            double second = Math.log(Math.exp(-1) + Math.exp(0.5));
            assertThat((double) Tensors.value(penalised)).isCloseTo(3 + (first + second) / 2, within(1e-5));
            step.backward(penalised);
            // The derivative of log Σ exp is the softmax.
            assertThat((double) supernet.architecture().gradient().toFloatArray()[0])
                    .isCloseTo(0.5 / (1 + Math.E), within(1e-5));
        }
    }

    @Test
    void theAuxiliarySkipIsAddedToTheSkipAndFades() {
        AuxiliarySkipMethod method = new AuxiliarySkipMethod(1);
        float[] alphas = {0.3f, -0.2f, 0.1f, 0.6f};
        for (boolean compiled : new boolean[] {true, false}) {
            Supernet faded = auxiliary(method, compiled);
            faded.architecture().set(alphas);
            Supernet plain = supernet(new SoftmaxMethod(false));
            plain.architecture().set(alphas);
            plain.weights().load(faded.weights().save());
            NDArray images = images();
            float[] wanted = output(plain, images, new Random(1));
            method.epoch(1);
            assertThat(output(faded, images, new Random(1))).containsExactly(wanted, within(1e-5f));
            method.epoch(0.25);
            assertThat(output(faded, images, new Random(1))).isNotEqualTo(wanted);
            // What is told of the candidates, and what they are expected to cost, is without it.
            assertThat(faded.probabilities()).isEqualTo(plain.probabilities());
            assertThat(Tensors.value(faded.expectedCost(Cost.PARAMETERS, faded.alphas())))
                    .isEqualTo(Tensors.value(plain.expectedCost(Cost.PARAMETERS, plain.alphas())));
        }
    }

    private Supernet auxiliary(Method method, boolean compiled) {
        SupernetBuilder builder = Supernet.of(SmallSpace.choices(), BlockCatalogue.standard())
                .replaceLayerChoice(method::mix)
                .replaceInputChoice(method::mix);
        return (compiled ? builder : builder.generic()).allocate(manager, new Random(1));
    }

    @Test
    void theAuxiliarySkipIsAsHeavyAsItSays() {
        SearchSpace space = SearchSpace.of(Model.named("one")
                .input("x", 4, 2, 2)
                .node("a", LayerChoice.of("a", Candidate.of("none", Layer.of("zero")), scaled()), "x")
                .build());
        AuxiliarySkipMethod method = new AuxiliarySkipMethod(0.8);
        Supernet supernet = Supernet.of(space, BlockCatalogue.standard())
                .replaceLayerChoice(method::mix)
                .allocate(manager, new Random(1));
        float[] ones = new float[16];
        Arrays.fill(ones, 1);
        NDArray images = Tensors.of(manager, ones, 1, 4, 2, 2);
        method.epoch(0.5); // Half of .8 is left, beside half for each candidate.
        assertThat(output(supernet, images, new float[] {0, 0})).containsOnly(0.9f);
    }

    @Test
    void dirichletsGradientIsThatOfTheDraw() {
        DirichletMethod method = new DirichletMethod();
        Supernet supernet = supernet(method);
        float[] alphas = {0.5f, 1.5f, -0.4f, 0.2f};
        supernet.architecture().set(alphas);
        NDArray images = images();
        NDArray labels = Tensors.of(manager, new long[] {0, 1, 2, 3}, 4);
        float[] drawn;
        try (Step step = Step.training()) {
            step.backward(Losses.crossEntropy(supernet.trainArchitecture(images, new Random(4)), labels, 0));
            drawn = supernet.architecture().gradient().toFloatArray();
        }
        assertThat(drawn).doesNotContain(0f).hasSize(4);
        // The weights of a decision add up to 1, whatever the concentrations are, and the mean is what is told.
        assertThat(supernet.probabilities().get(Label.of("a")).get("skip")).isCloseTo(1.5 / 4, within(1e-6));
        assertThat(supernet.probabilities().get(Label.of("b")).get("skip"))
                .isCloseTo(Math.exp(-0.4) / (Math.exp(-0.4) + 1.2), within(1e-6));
        float[] expected = output(supernet, images, alphas, method);
        assertThat(output(supernet, images, new Random(1))).isNotEqualTo(expected);
        assertThat(output(supernet, images, alphas, method)).isEqualTo(expected);
    }

    private static float[] output(Supernet supernet, NDArray images, float[] alphas, DirichletMethod method) {
        float[][] outputs = new float[1][];
        method.smoothly(() -> {
            outputs[0] = output(supernet, images, alphas);
            return 0;
        });
        return outputs[0];
    }

    private static SearchSpace four() {
        return SearchSpace.of(Model.named("four")
                .input("x", 1, 8, 8)
                .then("stem", SmallSpace.conv(4, 3))
                .then("a", LayerChoice.of("a", SmallSpace.candidates().toArray(new Candidate[0])))
                .then("pool", Layer.of("global_avg_pool"))
                .then("head", Layer.of("linear", "units", 10))
                .build());
    }

    @Test
    void gatesLetOneThroughAndTwoHaveAGradientWhileTheSharesOfTheOthersStay() {
        GateMethod method = new GateMethod();
        Supernet supernet = Supernet.of(four(), BlockCatalogue.standard())
                .replaceLayerChoice(method::mix)
                .allocate(manager, new Random(1));
        float[] alphas = {0.4f, -0.3f, 0.8f, 0.1f};
        supernet.architecture().set(alphas);
        Map<Object, Double> before = supernet.probabilities().get(Label.of("a"));
        NDArray images = images();
        NDArray labels = Tensors.of(manager, new long[] {0, 1, 2, 3}, 4);
        Updater updater = new Sgd(0, false, 0).start(supernet.architecture());
        method.architectureStep(supernet.architecture(), () -> {
            try (Step step = Step.training()) {
                step.backward(Losses.crossEntropy(supernet.trainArchitecture(images, new Random(4)), labels, 0));
                float[] gradient = supernet.architecture().gradient().toFloatArray();
                assertThat(nonZero(gradient)).isEqualTo(2);
                updater.update(5);
            }
        });
        Map<Object, Double> after = supernet.probabilities().get(Label.of("a"));
        assertThat(after.keySet().stream()
                        .filter(value -> Math.abs(after.get(value) - before.get(value)) < 1e-6)
                        .count())
                .isEqualTo(2);
        // Outside an architecture step, what is drawn is one whole candidate.
        List<float[]> whole = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            float[] certain = new float[4];
            certain[i] = 60;
            whole.add(output(supernet, images, certain));
        }
        supernet.architecture().set(alphas);
        Random random = new Random(7);
        int[] counts = new int[4];
        for (int n = 0; n < 400; n++) {
            float[] drawn = output(supernet, images, random);
            for (int i = 0; i < 4; i++) {
                counts[i] += Arrays.equals(drawn, whole.get(i)) ? 1 : 0;
            }
        }
        assertThat(Arrays.stream(counts).sum()).isEqualTo(400);
        assertThat(counts[2] / 400.0).isCloseTo(before.get("conv1"), within(0.07));
    }

    private static int nonZero(float[] all) {
        int count = 0;
        for (float one : all) {
            count += one != 0 ? 1 : 0;
        }
        return count;
    }
}
