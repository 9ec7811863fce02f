package io.lanista.djl.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScoringTest {
    private static final double CLOSE = 1e-6;

    @Test
    void twoClassesAreMeasuredAsByHand() {
        float[][] probabilities = {{.9f, .1f}, {.6f, .4f}, {.35f, .65f}, {.2f, .8f}, {.55f, .45f}};

        Map<String, Double> metrics =
                ClassScoring.of(probabilities, 0, 0, 1, 1, 1).metrics();

        assertThat(metrics.get("accuracy")).isCloseTo(0.8, within(CLOSE));
        assertThat(metrics.get("balanced_accuracy")).isCloseTo((1 + 2.0 / 3) / 2, within(CLOSE));
        assertThat(metrics.get("auc")).isCloseTo(1.0, within(CLOSE));
        assertThat(metrics.get("f1")).isCloseTo((0.8 + 0.8) / 2, within(CLOSE));
        assertThat(metrics.get("loss"))
                .isCloseTo(
                        -(Math.log(.9) + Math.log(.6) + Math.log(.65) + Math.log(.8) + Math.log(.45)) / 5,
                        within(CLOSE));
        assertThat(metrics).doesNotContainKey("top5_accuracy");
    }

    @Test
    void tiesCountHalfInTheAreaUnderTheCurve() {
        float[][] same = {{.5f, .5f}, {.5f, .5f}, {.5f, .5f}};
        assertThat(ClassScoring.of(same, 0, 1, 1).metrics().get("auc")).isEqualTo(0.5);
        float[][] reversed = {{.1f, .9f}, {.9f, .1f}};
        assertThat(ClassScoring.of(reversed, 0, 1).metrics().get("auc")).isZero();
    }

    @Test
    void aCalibratedForecastHasNoCalibrationError() {
        float[][] probabilities = new float[100][];
        int[] labels = new int[100];
        for (int i = 0; i < 100; i++) {
            probabilities[i] = new float[] {.25f, .75f};
            labels[i] = i % 4 == 0 ? 0 : 1;
        }
        assertThat(ClassScoring.of(probabilities, labels).metrics().get("calibration_error"))
                .isCloseTo(0, within(CLOSE));
        int[] wrong = new int[100];
        assertThat(ClassScoring.of(probabilities, wrong).metrics().get("calibration_error"))
                .isCloseTo(0.75, within(CLOSE));
    }

    @Test
    void scoresAndTheirProbabilitiesMeasureTheSame() {
        Random random = new Random(3);
        float[] scores = new float[7 * 40];
        float[][] probabilities = new float[40][7];
        int[] labels = new int[40];
        for (int row = 0; row < 40; row++) {
            double sum = 0;
            for (int i = 0; i < 7; i++) {
                scores[row * 7 + i] = (float) random.nextGaussian();
                sum += Math.exp(scores[row * 7 + i]);
            }
            for (int i = 0; i < 7; i++) {
                probabilities[row][i] = (float) (Math.exp(scores[row * 7 + i]) / sum);
            }
            labels[row] = random.nextInt(7);
        }
        ClassScoring byScores = ClassScoring.ofScores(scores, labels);
        ClassScoring byProbabilities = ClassScoring.of(probabilities, labels);

        byScores.metrics()
                .forEach((name, value) ->
                        assertThat(byProbabilities.metrics().get(name)).as(name).isCloseTo(value, within(1e-5)));
        assertThat(byScores.metrics().keySet()).containsExactlyElementsOf(ClassScoring.names(7));
        int counted = 0;
        for (int[] row : byScores.confusion()) {
            for (int count : row) {
                counted += count;
            }
        }
        assertThat(counted).isEqualTo(40);
    }

    @Test
    void intervalsHoldTheMetricAndAreTheSameEachTime() {
        float[][] probabilities = new float[200][];
        int[] labels = new int[200];
        Random random = new Random(4);
        for (int i = 0; i < 200; i++) {
            float share = random.nextFloat();
            probabilities[i] = new float[] {1 - share, share};
            labels[i] = random.nextFloat() < share ? 1 : 0;
        }
        ClassScoring scoring = ClassScoring.of(probabilities, labels);

        scoring.intervals().forEach((name, interval) -> {
            if (!name.equals("calibration_error")) { // Resampling adds to it.
                assertThat(scoring.metrics().get(name)).as(name).isBetween(interval.low(), interval.high());
            }
        });
        assertThat(scoring.intervals()).isEqualTo(scoring.intervals());
    }

    /** The example of Newcombe, "Two-sided confidence intervals for the single proportion", 1998, table I: 15 of 148. */
    @Test
    void aShareHasWilsonsInterval() {
        Interval interval = Interval.ofShare(15, 148);
        assertThat(interval.low()).isCloseTo(0.0624, within(5e-5));
        assertThat(interval.high()).isCloseTo(0.1605, within(5e-5));
        assertThat(Interval.ofShare(0, 20).low()).isZero();
        assertThat(Interval.ofShare(20, 20).high()).isEqualTo(1);
    }

    @Test
    void numbersAreMeasuredAsByHand() {
        NumberScoring scoring = new NumberScoring(1, new double[] {1, 2, 4, 0}, new double[] {1, 1, 5, 1}, 0.9);

        Map<String, Double> metrics = scoring.metrics();

        assertThat(metrics.get("mae")).isCloseTo(0.75, within(CLOSE));
        assertThat(metrics.get("rmse")).isCloseTo(Math.sqrt(0.75), within(CLOSE));
        assertThat(metrics.get("r2")).isCloseTo(1 - 3 / 8.75, within(CLOSE));
        assertThat(metrics.get("mape")).isCloseTo((0 + 0.5 + 0.25) / 3, within(CLOSE));
        assertThat(metrics.get("pinball")).isCloseTo((0.9 + 0.1 + 0.1) / 4, within(CLOSE));
        assertThat(scoring.intervals().keySet()).containsExactlyElementsOf(NumberScoring.NAMES);
    }
}
