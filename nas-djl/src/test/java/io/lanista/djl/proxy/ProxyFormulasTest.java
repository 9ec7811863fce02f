package io.lanista.djl.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.base.random.Seeds;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.data.DataSet;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.train.TensorBatches;
import io.lanista.djl.train.TrainingSetup;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each proxy on networks that are small enough to work its formula out by hand. */
class ProxyFormulasTest {
    private static final Layer PLAIN_LINEAR = Layer.of("linear", "bias", false);

    private final RandomGenerator random = Seeds.generator(1);
    private NDManager manager;

    @BeforeEach
    void open() {
        manager = Backend.start().newManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private ProbedNetwork network(Model model, float... weights) {
        ProbedNetwork network = Staging.network(model, BlockCatalogue.standard(), manager, random);
        if (weights.length > 0) {
            network.parameters().set(weights);
        }
        return network;
    }

    private static Model linear(int inputs, int... units) {
        var builder = Model.named("linear").input("x", inputs);
        for (int i = 0; i < units.length; i++) {
            builder.then("layer" + i, PLAIN_LINEAR.with("units", units[i]));
        }
        return builder.build();
    }

    private static TrainingSetup setup(float... features) {
        int[] labels = new int[features.length / 2];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % 2;
        }
        DataSet data = DataSet.classification(new long[] {2}, List.of("a", "b"), features, labels);
        return TrainingSetup.of(DataSplit.of(data, data, data));
    }

    @Test
    void synflowOfALinearNetworkIsItsFlowOnceForEachLayer() {
        ProbedNetwork one = network(linear(2, 2), 1, -2, 3, -4);
        assertThat(Synflow.of(one, new Shape(2), manager, random)).isEqualTo(10);
        // The second layer adds up 3 |a| + 7 |b| for each unit: (1 + 5) · 3 + (2 + 6) · 7 = 74.
        ProbedNetwork two = network(linear(2, 2, 2), 1, -2, 3, -4, -1, 2, 5, -6);
        assertThat(Synflow.of(two, new Shape(2), manager, random)).isEqualTo(2 * 74);
    }

    @Test
    void synflowLeavesNormalisationsOutAndHoldsWhatNoFloatDoes() {
        int layers = 40;
        var builder = Model.named("deep").input("x", 2);
        float[] weights = new float[layers + 1];
        builder.then("in", PLAIN_LINEAR.with("units", 1));
        weights[0] = 10;
        weights[1] = 10;
        for (int i = 1; i < layers; i++) {
            builder.then("norm" + i, Layer.of("layer_norm", "affine", false));
            builder.then("layer" + i, PLAIN_LINEAR.with("units", 1));
            weights[i + 1] = -10;
        }
        ProbedNetwork network = network(builder.build(), weights);
        assertThat(Synflow.of(network, new Shape(2), manager, random) / (layers * 2 * 1e40))
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void snipAndTheNormAreThoseOfTheGradientOfALogisticRegression() {
        TrainingSetup setup = setup(1, 2, -1, 0.5f);
        float[] w = {0.5f, -1, 0.25f, 2};
        ProbedNetwork network = network(linear(2, 2), w);
        TensorBatches batches = TensorBatches.inOrder(setup, setup.data().train(), 2, manager);
        float[] gradient = GradientScores.gradients(network, batches, random).get(0);

        double[] expected = new double[4];
        double[][] x = {{1, 2}, {-1, 0.5}};
        for (int example = 0; example < 2; example++) {
            double a = w[0] * x[example][0] + w[1] * x[example][1];
            double b = w[2] * x[example][0] + w[3] * x[example][1];
            double p = 1 / (1 + Math.exp(b - a));
            for (int i = 0; i < 2; i++) {
                expected[i] += (p - (example == 0 ? 1 : 0)) * x[example][i] / 2;
                expected[2 + i] += (1 - p - (example == 1 ? 1 : 0)) * x[example][i] / 2;
            }
        }
        double snip = 0;
        double square = 0;
        for (int i = 0; i < 4; i++) {
            snip += Math.abs(w[i] * expected[i]);
            square += expected[i] * expected[i];
        }
        assertThat(GradientScores.snip(network, gradient)).isCloseTo(snip, within(1e-6));
        assertThat(GradientScores.norm(network, gradient)).isCloseTo(Math.sqrt(square), within(1e-6));
    }

    @Test
    void zicoIsTheMeanByTheDeviationAndLeavesConstantGradientsOut() {
        ProbedNetwork network = network(linear(2, 1, 1));
        // Layer 1: |g| means 2 and 3, deviations 1 and 0. Layer 2: mean of |g| 1, deviation 1.
        List<float[]> gradients = List.of(new float[] {1, 3, -1}, new float[] {3, 3, 1});
        assertThat(GradientScores.zico(network, gradients)).isCloseTo(Math.log(2 / 1.0) + Math.log(1), within(1e-9));
    }

    @Test
    void jacovTakesTheCorrelationsOfTheJacobians() {
        // Uncorrelated: both eigenvalues are 1. Anticorrelated: 0 and 2.
        double one = Math.log(1 + 1e-5) + 1 / (1 + 1e-5);
        assertThat(JacobianScore.of(new float[] {1, -1, 0, 0, 0, 0, 1, -1}, 2)).isCloseTo(-2 * one, within(1e-9));
        double none = Math.log(1e-5) + 1e5;
        double two = Math.log(2 + 1e-5) + 1 / (2 + 1e-5);
        assertThat(JacobianScore.of(new float[] {1, -1, -3, 3}, 2)).isCloseTo(-none - two, within(1e-4));
        assertThat(JacobianScore.of(new float[4], 2)).as("no dependence").isCloseTo(-none - two, within(1e-4));
    }

    @Test
    void jacovReadsTheGradientByTheInputs() {
        Model model = Model.named("relu")
                .input("x", 3)
                .then("layer", PLAIN_LINEAR.with("units", 2))
                .then("relu", Layer.of("relu"))
                .build();
        // An example's Jacobian sums up the rows of the units that are on: (1, −1, 0) and (2, 1, −4), or the first.
        ProbedNetwork network = network(model, 1, -1, 0, 2, 1, -4);
        NDArray inputs = Tensors.of(manager, new float[] {2, 1, 0, 1, 0, 1}, 2, 3);
        assertThat(JacobianScore.of(network, inputs, random))
                .isCloseTo(JacobianScore.of(new float[] {3, 0, -4, 1, -1, 0}, 2), within(1e-5));
    }

    @Test
    void nwotIsTheLogDeterminantOfTheAgreements() {
        Model model = Model.named("relu")
                .input("x", 2)
                .then("layer", PLAIN_LINEAR.with("units", 3))
                .then("relu", Layer.of("relu"))
                .build();
        ProbedNetwork network = network(model, 1, 0, 0, 1, -1, -1);
        // On for (1, 1): the first two; for (−1, 2): the second; they agree in the second and the third.
        NDArray inputs = Tensors.of(manager, new float[] {1, 1, -1, 2}, 2, 2);
        assertThat(ActivationCodes.of(network, inputs, manager, random)).isCloseTo(Math.log(9 - 4), within(1e-9));
    }

    @Test
    void zenCountsTheScaleOfABatchNormBackIn() {
        Layer conv = Layer.of("conv2d", "out_channels", 1, "kernel", 3, "bias", false);
        Model plain =
                Model.named("plain").input("x", 2, 8, 8).then("conv", conv).build();
        Model normal = Model.named("normal")
                .input("x", 2, 8, 8)
                .then("conv", conv)
                .then("norm", Layer.of("batch_norm"))
                .build();
        double without = ZenScore.of(network(plain), 50, new Shape(2, 8, 8), manager, Seeds.generator(3));
        double with = ZenScore.of(network(normal), 50, new Shape(2, 8, 8), manager, Seeds.generator(3));
        assertThat(with).isCloseTo(without, within(0.01));
    }

    @Test
    void zenOfAConvolutionIsHowMuchItMovesAGaussian() {
        Model model = Model.named("plain")
                .input("x", 1, 20, 20)
                .then("conv", Layer.of("conv2d", "out_channels", 1, "kernel", 1, "bias", false))
                .build();
        // |0.01 w ε| at 400 places, with E|ε| = √(2/π), and w the first number that the generator gives.
        double w = Math.abs((float) Seeds.generator(4).nextGaussian());
        assertThat(ZenScore.of(network(model), 200, new Shape(1, 20, 20), manager, Seeds.generator(4)))
                .isCloseTo(Math.log(0.01 * w * 400 * Math.sqrt(2 / Math.PI)), within(0.02));
    }

    @Test
    void expressivityIsTheEntropyOfTheChannels() {
        try (Step step = Step.evaluating()) {
            // Variances 1 and 1; then 3 and 1, whose shares are 3/4 and 1/4; then none.
            NDArray even = Tensors.of(manager, new float[] {1, 1, 1, -1, -1, 1, -1, -1}, 4, 2);
            assertThat(AzNasScores.entropy(even)).isCloseTo(Math.log(2), within(1e-6));
            float root = (float) Math.sqrt(3);
            NDArray uneven = Tensors.of(manager, new float[] {root, 1, root, -1, -root, 1, -root, -1}, 4, 2);
            assertThat(AzNasScores.entropy(uneven))
                    .isCloseTo(-0.75 * Math.log(0.75) - 0.25 * Math.log(0.25), within(1e-6));
            assertThat(AzNasScores.entropy(Tensors.of(manager, new float[8], 4, 2)))
                    .isZero();
        }
    }

    @Test
    void trainabilityIsThatOfTheMapBackThroughEachBlock() {
        Layer conv = Layer.of("conv2d", "out_channels", 2, "kernel", 1, "bias", false);
        Model model = Model.named("blocks")
                .input("x", 2, 16, 16)
                .then("stem", conv)
                .then("double", conv)
                .then("relu", Layer.of("relu"))
                .then("head", conv)
                .build();
        // The second block's map back is 2 I where its rectifier is on: everywhere, for positive inputs and weights.
        ProbedNetwork network = network(model, 1, 0, 0, 1, 2, 0, 0, 2, 1, 1, 1, 1);
        float[] inputs = new float[64 * 2 * 256];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = 0.5f + (float) random.nextDouble();
        }
        AzNasScores scores = AzNasScores.of(network, Tensors.of(manager, inputs, 64, 2, 16, 16), manager, random);
        assertThat(scores.trainability()).isCloseTo(2 - 2 - 0.5, within(0.02));
        assertThat(scores.expressivity())
                .as("two blocks of two even channels")
                .isCloseTo(2 * Math.log(2), within(0.01));
        assertThat(scores.progressivity()).isCloseTo(0, within(1e-3));
    }

    @Test
    void aBlockThatHandsItsInputOnHasTheLowestTrainability() {
        Model model = Model.named("skip")
                .input("x", 2, 4, 4)
                .then("stem", Layer.of("conv2d", "out_channels", 2, "kernel", 1))
                .then("skip", Graph.sequence(Layer.of("identity")))
                .then("head", Layer.of("conv2d", "out_channels", 2, "kernel", 1))
                .build();
        float[] inputs = new float[2 * 2 * 16];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (float) random.nextGaussian();
        }
        AzNasScores scores = AzNasScores.of(network(model), Tensors.of(manager, inputs, 2, 2, 4, 4), manager, random);
        assertThat(scores.trainability()).isEqualTo(AzNasScores.trainability(0)).isLessThan(-1e5);
    }
}
