package io.lanista.djl.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.api.model.Candidate;
import io.lanista.api.model.Cell;
import io.lanista.api.model.Domain;
import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Merge;
import io.lanista.api.model.Value;
import io.lanista.api.option.OptionException;
import io.lanista.api.space.Choices;
import io.lanista.api.space.Constraint;
import io.lanista.api.space.SearchSpace;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.backend.FlatParameters;
import io.lanista.djl.backend.Losses;
import io.lanista.djl.backend.Sgd;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.backend.Updater;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.block.Network;
import io.lanista.djl.block.NetworkPlan;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SupernetTest {
    private static final int BATCH = 5;

    private final NDManager manager = Backend.start().newManager();
    private final NDArray images = images();
    private final NDArray labels = Tensors.of(manager, new long[] {0, 1, 2, 0, 1}, BATCH);

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray images() {
        RandomGenerator random = new Random(9);
        float[] pixels = new float[BATCH * 36];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.nextGaussian();
        }
        return Tensors.of(manager, pixels, BATCH, 1, 6, 6);
    }

    private Supernet supernet(SearchSpace space) {
        return Supernet.of(space, BlockCatalogue.standard()).allocate(manager, new Random(3));
    }

    static Stream<SearchSpace> spaces() {
        return Stream.of(
                Spaces.layerChoice(),
                Spaces.nested(),
                Spaces.repeat(),
                Spaces.inputs(1, Merge.SUM),
                Spaces.inputs(2, Merge.SUM),
                Spaces.inputs(2, Merge.MEAN),
                Spaces.inputs(2, Merge.CONCAT),
                Spaces.optionalInput(),
                Spaces.cells());
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void oneArchitectureWithAllTheWeightIsItsFrozenNetwork(SearchSpace space) {
        Supernet supernet = supernet(space);
        trainWeights(supernet, 3);
        RandomGenerator random = new Random(5);
        for (int i = 0; i < 6; i++) {
            Choices choices = space.sample(random);
            supernet.architecture().set(supernet.oneHot(choices));
            Network inherited = supernet.inherit(choices, manager, new Random(77));
            try (Step step = Step.evaluating()) {
                float[] mixed = supernet.forward(
                                List.of(images), supernet.weights().view(), supernet.alphas(), false, random)
                        .toFloatArray();
                assertThat(inherited.predict(images).toFloatArray()).containsExactly(mixed, within(1e-5f));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void whatHasAllTheWeightIsExported(SearchSpace space) {
        Supernet supernet = supernet(space);
        RandomGenerator random = new Random(6);
        for (int i = 0; i < 6; i++) {
            Choices choices = space.sample(random);
            if (!choices.values().containsValue("none")) {
                supernet.architecture().set(supernet.oneHot(choices));
                assertThat(supernet.export()).isEqualTo(choices);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void theBestFewAreDifferentAndAllowed(SearchSpace space) {
        Supernet supernet = supernet(space);
        List<Choices> best = supernet.best(4);
        assertThat(best)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(2)
                .first()
                .isEqualTo(supernet.export());
        assertThat(best)
                .allSatisfy(choices -> assertThat(space.validate(choices)).isEmpty());
    }

    @Test
    void gradientsAgreeWithFiniteDifferences() {
        Supernet supernet = supernet(Spaces.cells());
        float[] weights = gradient(supernet, supernet.weights());
        float[] alphas = gradient(supernet, supernet.architecture());
        checkDirection(supernet, supernet.weights(), weights, 0.02);
        checkDirection(supernet, supernet.architecture(), alphas, 0.02);
    }

    private void checkDirection(Supernet supernet, FlatParameters parameters, float[] gradient, double tolerance) {
        float[] before = parameters.toArray();
        double norm = 0;
        for (float g : gradient) {
            norm += g * g;
        }
        norm = Math.sqrt(norm);
        double epsilon = 2e-3;
        double[] at = new double[2];
        for (int side = 0; side < 2; side++) {
            float[] moved = before.clone();
            for (int i = 0; i < moved.length; i++) {
                moved[i] += (float) ((side == 0 ? 1 : -1) * epsilon * gradient[i] / norm);
            }
            parameters.set(moved);
            at[side] = loss(supernet);
        }
        parameters.set(before);
        assertThat((at[0] - at[1]) / (2 * epsilon)).isCloseTo(norm, within(tolerance * norm));
    }

    private double loss(Supernet supernet) {
        try (Step step = Step.evaluating()) {
            NDArray logits = supernet.forward(
                    List.of(images), supernet.weights().view(), supernet.alphas(), true, new Random(1));
            return Tensors.value(Losses.crossEntropy(logits, labels, 0));
        }
    }

    private float[] gradient(Supernet supernet, FlatParameters of) {
        try (Step step = Step.training()) {
            NDArray logits = of == supernet.weights()
                    ? supernet.trainWeights(images, new Random(1))
                    : supernet.trainArchitecture(images, new Random(1));
            step.backward(Losses.crossEntropy(logits, labels, 0));
            return of.gradient().toFloatArray();
        }
    }

    private void trainWeights(Supernet supernet, int steps) {
        Updater updater = new Sgd(0.9, false, 0).start(supernet.weights());
        for (int i = 0; i < steps; i++) {
            try (Step step = Step.training()) {
                NDArray logits = supernet.trainWeights(images, new Random(i));
                step.backward(Losses.crossEntropy(logits, labels, 0));
                updater.update(0.05);
            }
        }
    }

    @Test
    void withOneCandidateForEachChoiceItTrainsExactlyAsThePlainNetwork() {
        SearchSpace space = Spaces.around(LayerChoice.of("op", Candidate.of("conv", Spaces.conv(4, 3))));
        Supernet supernet = supernet(space);
        Choices only = supernet.export();
        Network plain =
                NetworkPlan.of(space.freeze(only), BlockCatalogue.standard()).allocate(manager, new Random(3));
        trainWeights(supernet, 5);
        Updater updater = new Sgd(0.9, false, 0).start(plain.parameters());
        for (int i = 0; i < 5; i++) {
            try (Step step = Step.training()) {
                step.backward(Losses.crossEntropy(plain.train(images, new Random(i)), labels, 0));
                updater.update(0.05);
            }
        }
        assertThat(supernet.weights().toArray()).isEqualTo(plain.parameters().toArray());
    }

    @Test
    void placesWithOneLabelAreOneDecision() {
        Supernet supernet = supernet(Spaces.cells());
        assertThat(supernet.architecture().layout().size()).isEqualTo(5);
        assertThat(supernet.replaced().values())
                .allSatisfy(blocks -> assertThat(blocks).hasSize(2));
        assertThat(supernet.probabilities().keySet())
                .containsExactly(
                        Label.of("cell/edge_2_0"),
                        Label.of("cell/edge_2_1"),
                        Label.of("cell/edge_3_0"),
                        Label.of("cell/edge_3_1"),
                        Label.of("cell/edge_3_2"));
    }

    @Test
    void aCellKeepsItsStrongestEdgesAndNoZero() {
        Supernet supernet = supernet(Spaces.cells());
        supernet.architecture().set(new float[] {
            5, 0, 1, 0, //
            5, 1, 0, 0, //
            9, 0, 2, 0, //
            0, 0, 0, 3, //
            0, 2, 0, 0
        });
        Choices exported = supernet.export();
        assertThat(exported)
                .isEqualTo(Choices.of(Map.of(
                        Label.of("cell/input_2"), List.of(0, 1),
                        Label.of("cell/op_2_0"), "conv1",
                        Label.of("cell/op_2_1"), "skip",
                        Label.of("cell/input_3"), List.of(1, 2),
                        Label.of("cell/op_3_0"), "conv3",
                        Label.of("cell/op_3_1"), "skip")));
        assertThat(supernet.selectBest(Label.of("cell/edge_3_0"))).isEqualTo("none");
    }

    @Test
    void skipConnectionsAreCounted() {
        Supernet supernet = supernet(Spaces.cells());
        Choices exported = Choices.of(Map.of(
                Label.of("cell/input_2"), List.of(0, 1),
                Label.of("cell/op_2_0"), "conv1",
                Label.of("cell/op_2_1"), "skip",
                Label.of("cell/input_3"), List.of(1, 2),
                Label.of("cell/op_3_0"), "skip",
                Label.of("cell/op_3_1"), "skip"));
        assertThat(supernet.skipShare(exported)).isEqualTo(0.75);
    }

    @Test
    void onlyWhatTheSpaceAllowsIsExported() {
        SearchSpace space = Spaces.layerChoice()
                .with(Constraint.of(
                        "a body that is more than a skip connection",
                        model -> !(model.graph().node("body").operation() instanceof Layer)));
        Supernet supernet = supernet(space);
        supernet.architecture().set(new float[] {5, 1, 2});
        assertThat(supernet.export()).isEqualTo(Choices.of(Map.of(Label.of("op"), "conv3")));
    }

    static Stream<SearchSpace> spacesOfLayers() {
        return Stream.of(Spaces.layerChoice(), Spaces.nested(), Spaces.repeat(), Spaces.cells());
    }

    @ParameterizedTest
    @MethodSource("spacesOfLayers")
    void theExpectedCostOfOneArchitectureIsThatOfItsNetwork(SearchSpace space) {
        Supernet supernet = supernet(space);
        RandomGenerator random = new Random(5);
        for (int i = 0; i < 6; i++) {
            Choices choices = space.sample(random);
            supernet.architecture().set(supernet.oneHot(choices));
            NetworkPlan plan = NetworkPlan.of(space.freeze(choices), BlockCatalogue.standard());
            assertThat(expectedCost(supernet, Cost.FLOPS)).isCloseTo(plan.flops(), within(1.0));
            assertThat(expectedCost(supernet, Cost.PARAMETERS))
                    .isCloseTo(plan.parameters().count(), within(0.1));
        }
    }

    private static double expectedCost(Supernet supernet, Cost cost) {
        try (Step step = Step.evaluating()) {
            return Tensors.value(supernet.expectedCost(cost, supernet.alphas()));
        }
    }

    @Test
    void anEdgeCountsInTheExpectedCostByTheProbabilityThatItIsKept() {
        Supernet supernet = supernet(Spaces.cells());
        supernet.architecture().set(new float[20]);
        double even = expectedCost(supernet, Cost.PARAMETERS);
        // The second node keeps two of its three edges, the first both of its two; each cell's candidates have (0),
        // (0), (24) and (152).
        double edges = 2 * (2 + 3 * 2.0 / 3) * (24 + 152) / 4.0;
        double fixed = expectedCostOfZeros(supernet);
        assertThat(even - fixed).isCloseTo(edges, within(0.01));
    }

    private static double expectedCostOfZeros(Supernet supernet) {
        float[] none = new float[20];
        for (int edge = 0; edge < 5; edge++) {
            none[4 * edge] = 300;
        }
        supernet.architecture().set(none);
        return expectedCost(supernet, Cost.PARAMETERS);
    }

    @Test
    void theExpectedCostHasTheGradientOfASoftmaxMean() {
        Supernet supernet = supernet(Spaces.layerChoice());
        supernet.architecture().set(new float[] {0, 0, 0});
        try (Step step = Step.training()) {
            step.backward(supernet.expectedCost(Cost.PARAMETERS, supernet.recordAlphas()));
            // Candidates with 0, 16 + 8 and 144 + 8 parameters: p·(c − mean).
            double mean = (0 + 24 + 152) / 3.0;
            assertThat(supernet.architecture().gradient().toFloatArray())
                    .containsExactly(
                            new float[] {(float) (-mean / 3), (float) ((24 - mean) / 3), (float) ((152 - mean) / 3)},
                            within(0.01f));
        }
    }

    @Test
    void normalisationsInCandidatesMayGoWithoutScales() {
        SearchSpace space = Spaces.cells();
        Supernet supernet = Supernet.of(space, BlockCatalogue.standard())
                .withoutNormScales()
                .allocate(manager, new Random(3));
        List<String> scaled = new java.util.ArrayList<>();
        for (int slot = 0; slot < supernet.weights().layout().size(); slot++) {
            String name = supernet.weights().layout().name(slot);
            if (name.endsWith("gamma")) {
                scaled.add(name);
            }
        }
        assertThat(scaled).singleElement().asString().startsWith("stem");
        Choices choices = space.sample(new Random(4));
        supernet.architecture().set(supernet.oneHot(choices));
        Network inherited = supernet.inherit(choices, manager, new Random(77));
        try (Step step = Step.evaluating()) {
            float[] mixed = supernet.forward(
                            List.of(images), supernet.weights().view(), supernet.alphas(), false, new Random(1))
                    .toFloatArray();
            assertThat(inherited.predict(images).toFloatArray()).containsExactly(mixed, within(1e-5f));
        }
    }

    @Test
    void savedStateComesBackExactly() {
        Supernet supernet = supernet(Spaces.cells());
        trainWeights(supernet, 2);
        Supernet other = Supernet.of(Spaces.cells(), BlockCatalogue.standard()).allocate(manager, new Random(99));
        other.load(supernet.save());
        assertThat(other.weights().toArray()).isEqualTo(supernet.weights().toArray());
        assertThat(other.buffers().toArray()).isEqualTo(supernet.buffers().toArray());
        assertThat(other.architecture().toArray())
                .isEqualTo(supernet.architecture().toArray());
    }

    @Test
    void aChoiceOfAValueIsRefusedByName() {
        Value units = new Value.ValueChoice(Label.of("kernel"), new Domain.OneOf(List.of(1L, 3L)));
        SearchSpace space = Spaces.around(Layer.of("conv2d", "out_channels", 4, "kernel", units));
        assertThatThrownBy(() -> supernet(space))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("(kernel) at (body.kernel)")
                .hasMessageContaining("Maybe fix it");
    }

    @Test
    void candidatesOfDifferentShapesAreRefusedByName() {
        SearchSpace space = Spaces.around(LayerChoice.of(
                "op", Candidate.of("narrow", Spaces.conv(4, 3)), Candidate.of("wide", Spaces.conv(8, 3))));
        assertThatThrownBy(() -> supernet(space))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("(op) at (body)")
                .hasMessageContaining("(wide)");
    }

    @Test
    void cellsOfAnAdjacencyAreRefusedByName() {
        Cell cell = Cell.named("cell", 1)
                .topology(new Cell.Topology.Adjacency(4, 5, 4))
                .candidates(List.of(Candidate.of("conv", Spaces.conv(4, 3))))
                .build();
        assertThatThrownBy(() -> supernet(Spaces.around(cell)))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("(cell)");
    }

    @Test
    void cellsThatJoinLooseEndsAreRefusedByNameWithWaysOut() {
        Cell cell = Cell.named("cell", 1)
                .topology(new Cell.Topology.Predecessors(2, 1, true))
                .candidates(List.of(Candidate.of("conv", Spaces.conv(4, 3))))
                .build();
        assertThatThrownBy(() -> supernet(Spaces.around(cell)))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("(cell)")
                .hasMessageContaining("Maybe fix it in the base model, or search it with a strategy");
    }
}
