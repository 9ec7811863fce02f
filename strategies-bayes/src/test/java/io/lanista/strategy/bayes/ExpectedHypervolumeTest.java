package io.lanista.strategy.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lanista.base.front.Hypervolume;
import io.lanista.base.random.Seeds;
import io.lanista.strategy.parts.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ExpectedHypervolumeTest {
    private final RandomGenerator random = Seeds.generator(3);

    private List<double[]> front(int objectives) {
        List<double[]> points = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            points.add(random.doubles(objectives).toArray());
        }
        return points;
    }

    @Test
    void withoutDoubtItIsTheImprovementItself() {
        for (int i = 0; i < 500; i++) {
            int objectives = 1 + i % 4;
            List<double[]> front = front(objectives);
            double[] point = random.doubles(objectives).toArray();
            List<Prediction> certain = new ArrayList<>();
            for (double gain : point) {
                certain.add(new Prediction(gain, 0));
            }
            assertThat(new ExpectedHypervolume(front, new double[objectives]).of(certain))
                    .isCloseTo(new Hypervolume(new double[objectives]).improvement(front, point), within(1e-12));
        }
    }

    @Test
    void withDoubtItIsTheMeanOfImprovements() {
        for (int i = 0; i < 4; i++) {
            int objectives = 2 + i % 2;
            List<double[]> front = front(objectives);
            double[] means = random.doubles(objectives).toArray();
            List<Prediction> predictions = new ArrayList<>();
            for (double mean : means) {
                predictions.add(new Prediction(mean, 0.04));
            }
            Hypervolume hypervolume = new Hypervolume(new double[objectives]);
            double sum = 0;
            int draws = 40_000;
            for (int draw = 0; draw < draws; draw++) {
                double[] drawn = means.clone();
                for (int j = 0; j < objectives; j++) {
                    drawn[j] += 0.2 * random.nextGaussian();
                }
                sum += hypervolume.improvement(front, drawn);
            }
            assertThat(new ExpectedHypervolume(front, new double[objectives]).of(predictions))
                    .isCloseTo(sum / draws, within(0.01));
        }
    }
}
