package io.lanista.djl.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Merge;
import io.lanista.api.model.Model;
import io.lanista.api.option.Options;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.backend.Losses;
import io.lanista.djl.backend.NamedArrays;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.block.Network;
import io.lanista.djl.data.DataSources;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.train.Batch;
import io.lanista.djl.train.TensorBatches;
import io.lanista.djl.train.TrainingSetup;
import io.lanista.hub.MobileNetV3;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PathTest {
    private final NDManager manager = Backend.start().newManager();

    @AfterEach
    void close() {
        manager.close();
    }

    static List<SearchSpace> spaces() {
        return List.of(
                Spaces.layerChoice(),
                Spaces.nested(),
                Spaces.repeat(),
                Spaces.inputs(2, Merge.SUM),
                Spaces.optionalInput(),
                Spaces.cells(),
                Spaces.elastic());
    }

    private Supernet supernet(SearchSpace space) {
        return Supernet.of(space, BlockCatalogue.standard()).paths().allocate(manager, new Random(1));
    }

    private NDArray images() {
        float[] pixels = new float[4 * 36];
        Random random = new Random(2);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.nextGaussian();
        }
        return Tensors.of(manager, pixels, 4, 1, 6, 6);
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void aPathComputesWhatItsNetworkDoes(SearchSpace space) {
        assertEqualNetworks(space, images(), 8);
    }

    @Test
    void blocksOfMobileNetV3AreSlices() {
        MobileNetV3 hub = new MobileNetV3();
        Options options = Options.parse(
                hub.name(), hub.options(), Map.of("size", "small", "classes", 3L, "input", List.of(1L, 6L, 6L)));
        assertEqualNetworks(hub.open(options), images(), 3);
    }

    private void assertEqualNetworks(SearchSpace space, NDArray images, int architectures) {
        Supernet supernet = supernet(space);
        Random random = new Random(3);
        for (int i = 0; i < architectures; i++) {
            Choices choices = space.sample(random);
            Network network = supernet.inherit(choices, manager, random);
            try (Step step = Step.evaluating()) {
                float[] path = supernet.path(choices)
                        .forward(List.of(images), supernet.weights().view(), false, random)
                        .toFloatArray();
                assertThat(network.predict(images).toFloatArray()).containsExactly(path, within(1e-5f));
            }
        }
    }

    @Test
    void smallerLayersAreTheFirstChannelsAndTheCentreOfTheKernel() {
        Supernet supernet = supernet(Spaces.elastic());
        NamedArrays all = supernet.weights().save();
        assertThat(all.values("deep.0.0.weight", 8, 8, 5, 5)).hasSize(1600);
        Choices choices = Choices.of(Map.of(
                Label.of("width"), 6L,
                Label.of("width").child(0), 4L,
                Label.of("depth"), 1L,
                Label.of("kernel").child(0), 3L,
                Label.of("rate"), 0.5));
        NamedArrays own =
                supernet.inherit(choices, manager, new Random(9)).parameters().save();
        float[] wide = all.values("deep.0.0.weight", 8, 8, 5, 5);
        float[] small = own.values("deep.0.0.weight", 4, 6, 3, 3);
        for (int i = 0; i < small.length; i++) {
            int column = i % 3 + 1;
            int row = i / 3 % 3 + 1;
            int in = i / 9 % 6;
            int out = i / 54;
            assertThat(small[i]).isEqualTo(wide[((out * 8 + in) * 5 + row) * 5 + column]);
        }
    }

    @Test
    void aStepOfASmallArchitectureMovesItsSliceAlone() {
        Supernet supernet = supernet(Spaces.elastic());
        Choices small = Spaces.elastic()
                .walk((decision, answers) -> decision.domain().values().get(0));
        float[] gradient;
        try (Step step = Step.training()) {
            step.backward(Losses.mean(supernet.path(small).train(images(), new Random(1))));
            gradient = supernet.weights().gradient().toFloatArray();
        }
        int slot = 0;
        while (!supernet.weights().layout().name(slot).equals("head.weight")) {
            slot++;
        }
        int from = supernet.weights().layout().offset(slot);
        for (int i = 0; i < 3 * 8; i++) {
            assertThat(gradient[from + i] != 0).isEqualTo(i % 8 < 4);
        }
    }

    @Test
    void beforeOneIsChosenAllCandidatesCountAlike() {
        Supernet supernet = supernet(Spaces.layerChoice());
        assertThat(supernet.probabilities().values())
                .allSatisfy(candidates -> assertThat(candidates.values()).containsOnly(1.0 / 3));
        Choices choices = Spaces.layerChoice().sample(new Random(1));
        Label label = Label.of("op");
        assertThat(supernet.probabilities(choices).get(label))
                .containsEntry(choices.get(label).orElseThrow(), 1.0);
    }

    @Test
    void nothingIsMixedThere() {
        Supernet supernet = supernet(Spaces.layerChoice());
        NDArray images = images();
        try (Step step = Step.training()) {
            assertThatThrownBy(() -> supernet.trainWeights(images, new Random(1)))
                    .hasMessageContaining("Maybe ask for one: path(choices)");
        }
    }

    private static final DataSplit GLYPHS =
            DataSources.standard().load("glyphs", Map.of("size", 8L, "per_class", 8L), Path.of("."));

    private static final TrainingSetup SETUP = TrainingSetup.of(GLYPHS);

    private PathScores scores(Supernet supernet, int batchSize) {
        return new PathScores(supernet, SETUP, GLYPHS.train(), 1000, GLYPHS.train(), batchSize, manager);
    }

    private static SearchSpace glyphs() {
        return SearchSpace.of(Model.named("net")
                .input("x", 1, 8, 8)
                .then("stem", Spaces.conv(4, 3))
                .node("cell", Spaces.cell("cell", Spaces.candidates(4)), "stem", "stem")
                .then("pool", Layer.of("global_avg_pool"))
                .then("head", Layer.of("linear", "units", 10))
                .build());
    }

    @Test
    void statisticsAreThoseOfTheArchitectureAloneWhateverWasThereBefore() {
        Supernet supernet = supernet(glyphs());
        Choices choices = glyphs().sample(new Random(4));
        PathScores scores = scores(supernet, GLYPHS.train().size());
        Map<String, Double> fresh = scores.measure(choices, () -> {});
        float[] spoilt = supernet.buffers().toArray();
        Arrays.fill(spoilt, 7);
        supernet.buffers().set(spoilt);
        assertThat(scores.measure(choices, () -> {})).isEqualTo(fresh);
        assertThat(supernet.buffers().toArray()).isEqualTo(spoilt);
        assertThat(scores.measure(glyphs().sample(new Random(5)), () -> {})).isNotEqualTo(fresh);
    }

    @Test
    void measuredOnTheExamplesOfItsStatisticsAnArchitectureIsAsInTraining() {
        Supernet supernet = supernet(glyphs());
        Choices choices = glyphs().sample(new Random(4));
        double measured = scores(supernet, GLYPHS.train().size())
                .measure(choices, () -> {})
                .get("loss");
        TensorBatches batches = TensorBatches.inOrder(SETUP, GLYPHS.train(), 1000, manager);
        batches.startEpoch();
        batches.next();
        try (Step step = Step.evaluating()) {
            Batch batch = batches.batch();
            NDArray outputs = supernet.path(choices)
                    .forward(List.of(batch.inputs()), supernet.weights().view(), true, new Random(1));
            // Running variances are unbiased, a batch's own are not.
            assertThat(measured).isCloseTo(Tensors.value(batch.loss(outputs)), within(1e-2));
        }
        assertThat(scores(supernet, 16).measure(choices, () -> {}).get("loss")).isCloseTo(measured, within(0.2));
    }
}
