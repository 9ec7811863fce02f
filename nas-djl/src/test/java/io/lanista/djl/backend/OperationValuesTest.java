package io.lanista.djl.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Results that can be worked out by hand. */
class OperationValuesTest {
    private static final Offset<Float> ROUNDING = within(2e-6f);

    private NDManager manager;
    private Constants constants;
    private Step step;

    @BeforeEach
    void open() {
        manager = Backend.start().newManager();
        constants = new Constants(manager);
        step = Step.evaluating();
    }

    @AfterEach
    void close() {
        step.close();
        manager.close();
    }

    @Test
    void averagePoolingOfOnesIsOneEverywhereAlsoInTheCorner() {
        NDArray pooled = Pooling.average(constants, manager.ones(new Shape(2, 3, 5, 4)), 3, 2, 1);

        assertThat(pooled.getShape()).isEqualTo(new Shape(2, 3, 3, 2));
        for (float value : pooled.toFloatArray()) {
            assertThat(value).isCloseTo(1, ROUNDING);
        }
    }

    @Test
    void averagePoolingsCornerIsTheMeanOfTheFourPixelsThatAreThere() {
        NDArray image = Tensors.of(manager, new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 1, 1, 3, 3);

        float[] pooled = Pooling.average(constants, image, 3, 1, 1).toFloatArray();

        assertThat(pooled[0]).isCloseTo((1 + 2 + 4 + 5) / 4f, ROUNDING);
        assertThat(pooled[1]).isCloseTo((1 + 2 + 3 + 4 + 5 + 6) / 6f, ROUNDING);
        assertThat(pooled[4]).isCloseTo(5, ROUNDING);
    }

    @Test
    void poolingsConstantsOutliveTheStep() {
        for (int i = 0; i < 2; i++) {
            try (Step inner = Step.training()) {
                Pooling.average(constants, manager.ones(new Shape(1, 1, 3, 3)), 3, 1, 1);
            }
        }
        assertThat(constants.ones(3).toFloatArray()).containsExactly(1, 1, 1);
    }

    @Test
    void imagesWithTheirChannelsLastInMemoryAreTheSameImages() {
        NDArray images = Tensors.of(manager, numbers(2 * 3 * 4 * 5), 2, 3, 4, 5);
        NDArray weight = Tensors.of(manager, numbers(2 * 3 * 3 * 3), 2, 3, 3, 3);

        NDArray last = Tensors.channelsLast(images);

        assertThat(last.getShape()).isEqualTo(images.getShape());
        assertThat(last.toFloatArray()).isEqualTo(images.toFloatArray());
        float[] convolved = Layers.conv2d(images, weight, null, 1, 1, 1, 1).toFloatArray();
        assertThat(Layers.conv2d(last, weight, null, 1, 1, 1, 1).toFloatArray())
                .usingComparatorWithPrecision(1e-5f)
                .containsExactly(convolved);
    }

    private static float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) Math.sin(i + 1);
        }
        return numbers;
    }

    @Test
    void maxPoolingIgnoresItsPadding() {
        NDArray image = manager.full(new Shape(1, 1, 3, 3), -5f);

        assertThat(Pooling.max(image, 3, 2, 1).toFloatArray()).containsOnly(-5);
    }

    @Test
    void crossEntropyIsTheMeanNegativeLogProbability() {
        NDArray logits = Tensors.of(manager, new float[] {0, (float) Math.log(3), 0, 0}, 2, 2);
        NDArray labels = Tensors.of(manager, new long[] {1, 0}, 2);

        // Probabilities (1/4, 3/4) and (1/2, 1/2).
        double plain = -(Math.log(0.75) + Math.log(0.5)) / 2;
        double spread = -(Math.log(0.25) + Math.log(0.75) + 2 * Math.log(0.5)) / 4;
        NDArray targets = Tensors.of(manager, new float[] {0.05f, 0.95f, 0.95f, 0.05f}, 2, 2);
        assertThat(Losses.crossEntropy(logits, labels, 0).getFloat()).isCloseTo((float) plain, ROUNDING);
        assertThat(Losses.crossEntropy(logits, labels, 0.1).getFloat())
                .isCloseTo((float) (0.9 * plain + 0.1 * spread), ROUNDING);
        assertThat(Losses.softCrossEntropy(logits, targets).getFloat())
                .isCloseTo((float) (0.9 * plain + 0.1 * spread), ROUNDING);
        assertThat(Losses.countCorrect(logits, labels)).isEqualTo(2);
    }

    @Test
    void errorsOfRegression() {
        NDArray predicted = Tensors.of(manager, new float[] {1, 5}, 2);
        NDArray actual = Tensors.of(manager, new float[] {2, 2}, 2);

        assertThat(Losses.meanSquaredError(predicted, actual).getFloat()).isEqualTo(5);
        assertThat(Losses.meanAbsoluteError(predicted, actual).getFloat()).isEqualTo(2);
        assertThatThrownBy(() -> Losses.meanSquaredError(predicted, Tensors.reshape(actual, 2, 1)))
                .hasMessageContaining("(2, 1)");
    }

    @Test
    void activationsAtOneAndMinusTwo() {
        NDArray x = Tensors.of(manager, new float[] {1, -2}, 2);

        assertPair(Activations.hardSwish(x), 4 / 6.0, -2 / 6.0);
        assertPair(Activations.hardSigmoid(x), 4 / 6.0, 1 / 6.0);
        assertPair(Activations.silu(x), 1 / (1 + Math.exp(-1)), -2 / (1 + Math.exp(2)));
        assertPair(Activations.elu(x, 0.5), 1, 0.5 * (Math.exp(-2) - 1));
        assertPair(Activations.leakyRelu(x, 0.1), 1, -0.2);
        assertPair(Activations.gelu(x), 0.8413447, -0.0455003);
        assertPair(Activations.relu6(Scalars.times(x, 10)), 6, 0);
        assertPair(Activations.mish(x), Math.tanh(Math.log1p(Math.E)), -2 * Math.tanh(Math.log1p(Math.exp(-2))));
    }

    private static void assertPair(NDArray result, double first, double second) {
        assertThat(result.toFloatArray()).containsExactly(new float[] {(float) first, (float) second}, ROUNDING);
    }

    @Test
    void batchNormLearnsItsRunningStatistics() {
        NDArray x = Tensors.of(manager, new float[] {1, 3, 5, 7}, 4, 1);
        NDArray mean = manager.zeros(new Shape(1));
        NDArray variance = manager.ones(new Shape(1));

        float[] normal = Normalization.batchNorm(constants, x, null, null, mean, variance, true)
                .toFloatArray();

        assertThat(normal[3]).isCloseTo((float) (3 / Math.sqrt(5 + 1e-5)), ROUNDING);
        assertThat(mean.getFloat()).isCloseTo(0.4f, ROUNDING);
        assertThat(variance.getFloat()).isCloseTo((float) (0.9 + 0.1 * 20 / 3), ROUNDING);
    }

    @Test
    void groupNormTakesEachGroupOfEachImageByItself() {
        NDArray x = Tensors.of(manager, new float[] {1, 3, 10, 10, -2, 2, 0, 4}, 2, 4, 1);

        float[] normal = Normalization.groupNorm(constants, x, 2, null, null).toFloatArray();

        assertThat(normal).containsExactly(new float[] {-1, 1, 0, 0, -1, 1, -1, 1}, within(1e-4f));
        assertThatThrownBy(() -> Normalization.groupNorm(constants, x, 3, null, null))
                .hasMessageContaining("(4) channels")
                .hasMessageContaining("(3) equal groups");
    }

    @Test
    void dropoutKeepsTheMeanAndDrawsOnlyFromTheGenerator() {
        NDArray ones = manager.ones(new Shape(100, 100));

        float[] first = Noise.dropout(ones, 0.25, new SplittableRandom(5)).toFloatArray();
        float[] again = Noise.dropout(ones, 0.25, new SplittableRandom(5)).toFloatArray();

        double sum = 0;
        for (float value : first) {
            assertThat(value == 0 || value == (float) (1 / 0.75)).isTrue();
            sum += value;
        }
        // Five standard deviations of the mean of 10,000 draws.
        assertThat(sum / first.length).isCloseTo(1, within(5 * Math.sqrt(0.25 / 0.75) / 100));
        assertThat(again).isEqualTo(first);
        assertThat(Noise.dropout(ones, 0, new SplittableRandom(5))).isSameAs(ones);
        assertThatThrownBy(() -> Noise.dropout(ones, 1, new SplittableRandom(5)))
                .hasMessageContaining("(1.0)");
    }

    @Test
    void dropPathDropsWholeRows() {
        float[] rows = Noise.dropPath(manager.ones(new Shape(64, 2, 1, 1)), 0.5, new SplittableRandom(5))
                .toFloatArray();

        int kept = 0;
        for (int i = 0; i < 64; i++) {
            assertThat(rows[2 * i]).isEqualTo(rows[2 * i + 1]).isIn(0f, 2f);
            kept += rows[2 * i] > 0 ? 1 : 0;
        }
        assertThat(kept).isBetween(12, 52);
    }

    @Test
    void lstmFollowsItsEquations() {
        float[] w = {0.5f, -0.3f, 0.8f, 0.2f};
        float[] u = {0.1f, 0.4f, -0.6f, 0.7f};
        float[] b = {0.05f, 0.9f, -0.1f, 0.3f};
        float[] x = {1, -2, 0.5f};
        double h = 0;
        double c = 0;
        for (float input : x) {
            double i = sigmoid(w[0] * input + u[0] * h + b[0]);
            double f = sigmoid(w[1] * input + u[1] * h + b[1]);
            double g = Math.tanh(w[2] * input + u[2] * h + b[2]);
            double o = sigmoid(w[3] * input + u[3] * h + b[3]);
            c = f * c + i * g;
            h = o * Math.tanh(c);
        }
        NDArray states = Recurrent.lstm(
                Tensors.of(manager, x, 1, 3, 1),
                Tensors.of(manager, w, 4, 1),
                Tensors.of(manager, u, 4, 1),
                Tensors.of(manager, b, 4),
                manager.zeros(new Shape(4)));

        assertThat(states.getShape()).isEqualTo(new Shape(1, 3, 1));
        assertThat(Recurrent.last(states).toFloatArray()[0]).isCloseTo((float) h, ROUNDING);
    }

    @Test
    void gruFollowsItsEquations() {
        float[] w = {0.5f, -0.3f, 0.8f};
        float[] u = {0.1f, 0.4f, -0.6f};
        float[] x = {1, -2, 0.5f};
        double h = 0;
        for (float input : x) {
            double r = sigmoid(w[0] * input + u[0] * h);
            double z = sigmoid(w[1] * input + u[1] * h);
            double n = Math.tanh(w[2] * input + r * (u[2] * h));
            h = (1 - z) * n + z * h;
        }
        NDArray weight = Tensors.of(manager, w, 3, 1);
        NDArray states =
                Recurrent.gru(Tensors.of(manager, x, 1, 3, 1), weight, Tensors.of(manager, u, 3, 1), null, null);

        assertThat(Recurrent.last(states).toFloatArray()[0]).isCloseTo((float) h, ROUNDING);
        assertThatThrownBy(() -> Recurrent.gru(weight, weight, weight, weight, null))
                .hasMessageContaining("One of the two biases");
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Test
    void attentionToOneHugeScoreReturnsItsValue() {
        NDArray q = Tensors.of(manager, new float[] {50, 0}, 1, 1, 1, 2);
        NDArray k = Tensors.of(manager, new float[] {0, 50, 50, 0}, 1, 1, 2, 2);
        NDArray v = Tensors.of(manager, new float[] {1, 2, 3, 4}, 1, 1, 2, 2);
        NDArray mask = Tensors.of(manager, new float[] {0, Float.NEGATIVE_INFINITY}, 1, 2);

        assertThat(Attention.scaledDotProduct(q, k, v, null).toFloatArray()).containsExactly(3, 4);
        assertThat(Attention.scaledDotProduct(q, k, v, mask).toFloatArray()).containsExactly(1, 2);
        assertThatThrownBy(() -> Attention.splitHeads(Tensors.reshape(v, 1, 2, 2), 3))
                .hasMessageContaining("(3) equal heads");
    }

    @Test
    void joiningAndPadding() {
        NDArray x = Tensors.of(manager, new float[] {1, 2}, 1, 1, 1, 2);

        assertThat(Tensors.pad(x, 1, 0, 0, 1, 9).toFloatArray()).containsExactly(9, 9, 9, 1, 2, 9);
        assertThat(Tensors.concat(List.of(x, x), 3).toFloatArray()).containsExactly(1, 2, 1, 2);
        assertThatThrownBy(() -> Tensors.of(manager, new float[3], 2)).hasMessageContaining("(3) were given");
    }
}
