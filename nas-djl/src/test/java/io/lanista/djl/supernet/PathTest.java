package io.lanista.djl.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Merge;
import io.lanista.api.model.Model;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.block.Network;
import io.lanista.djl.data.DataSources;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.train.Batch;
import io.lanista.djl.train.TensorBatches;
import io.lanista.djl.train.TrainingSetup;
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
                Spaces.cells());
    }

    private Supernet supernet(SearchSpace space) {
        return Supernet.of(space, BlockCatalogue.standard())
                .replaceLayerChoice(PathMix::new)
                .replaceInputChoice(PathMix::new)
                .allocate(manager, new Random(1));
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
        Supernet supernet = supernet(space);
        Random random = new Random(3);
        NDArray images = images();
        for (int i = 0; i < 8; i++) {
            Choices choices = space.sample(random);
            supernet.architecture().set(supernet.oneHot(choices));
            Network network = supernet.inherit(choices, manager, random);
            try (Step step = Step.evaluating()) {
                float[] path = supernet.forward(
                                List.of(images), supernet.weights().view(), supernet.alphas(), false, random)
                        .toFloatArray();
                assertThat(network.predict(images).toFloatArray()).containsExactly(path, within(1e-5f));
            }
        }
    }

    @Test
    void beforeOneIsChosenAllCandidatesCountAlike() {
        assertThat(supernet(Spaces.layerChoice()).probabilities().values())
                .allSatisfy(candidates -> assertThat(candidates.values()).containsOnly(1.0 / 3));
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
        float[] architecture = supernet.architecture().toArray();
        assertThat(scores.measure(choices, () -> {})).isEqualTo(fresh);
        assertThat(supernet.buffers().toArray()).isEqualTo(spoilt);
        assertThat(supernet.architecture().toArray()).isEqualTo(architecture);
        assertThat(scores.measure(glyphs().sample(new Random(5)), () -> {})).isNotEqualTo(fresh);
    }

    @Test
    void measuredOnTheExamplesOfItsStatisticsAnArchitectureIsAsInTraining() {
        Supernet supernet = supernet(glyphs());
        Choices choices = glyphs().sample(new Random(4));
        double measured = scores(supernet, GLYPHS.train().size())
                .measure(choices, () -> {})
                .get("loss");
        supernet.architecture().set(supernet.oneHot(choices));
        TensorBatches batches = TensorBatches.inOrder(SETUP, GLYPHS.train(), 1000, manager);
        batches.startEpoch();
        batches.next();
        try (Step step = Step.evaluating()) {
            Batch batch = batches.batch();
            NDArray outputs = supernet.forward(
                    List.of(batch.inputs()), supernet.weights().view(), supernet.alphas(), true, new Random(1));
            // Running variances are unbiased, a batch's own are not.
            assertThat(measured).isCloseTo(Tensors.value(batch.loss(outputs)), within(1e-2));
        }
        assertThat(scores(supernet, 16).measure(choices, () -> {}).get("loss")).isCloseTo(measured, within(0.2));
    }
}
