package io.lanista.strategy.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lanista.api.space.Architectures.Part;
import io.lanista.api.space.Choices;
import io.lanista.base.random.Seeds;
import io.lanista.testkit.StandardSpaces;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class PathEnsembleTest {
    @Test
    void featuresAreThePathsUpToTheLongest() {
        List<Part> diamond = List.of(
                new Part("in", List.of()),
                new Part("a", List.of(0)),
                new Part("b", List.of(0)),
                new Part("out", List.of(1, 2)));
        // Four operations, four pairs, two triples; none of the two settings is answered.
        assertThat(features(diamond, 1)).isEqualTo(4);
        assertThat(features(diamond, 2)).isEqualTo(8);
        assertThat(features(diamond, 3)).isEqualTo(10);
        assertThat(features(diamond, 9)).isEqualTo(10);
    }

    private static int features(List<Part> parts, int longest) {
        Choices choices = StandardSpaces.tiny().enumerate().findFirst().orElseThrow();
        int answers = 2;
        return new PathEncoding(StandardSpaces.tiny(), longest)
                        .encode(new Candidate(choices, parts))
                        .features()
                        .length
                - answers;
    }

    @Test
    void aNetworkLearnsAFunctionOfItsFeatures() {
        RandomGenerator random = Seeds.generator(1);
        List<Sample> samples = new ArrayList<>();
        double[] targets = new double[200];
        for (int i = 0; i < targets.length; i++) {
            int first = random.nextInt(4);
            int second = 4 + random.nextInt(4);
            samples.add(new Sample(new int[] {first, second}, new double[] {1, 1}));
            targets[i] = (first == 2) == (second == 5) ? 1 : -1;
        }
        Perceptron network = new Perceptron(8, 2, 16, random);
        network.train(samples, targets, 100, 0.01, random);
        double error = 0;
        for (int i = 0; i < targets.length; i++) {
            error += Math.abs(network.predict(samples.get(i)) - targets[i]) / targets.length;
        }
        assertThat(error).isLessThan(0.1);
    }

    @Test
    void featuresThatTurnedUpLaterArePassedOver() {
        Perceptron network = new Perceptron(3, 2, 4, Seeds.generator(1));
        double known = network.predict(new Sample(new int[] {1}, new double[] {1}));
        assertThat(network.predict(new Sample(new int[] {1, 7}, new double[] {1, 1})))
                .isEqualTo(known);
    }

    @Test
    void scoresAreNormalByRankWhateverTheScaleIs() {
        Candidate none = new Candidate(Choices.NONE, List.of());
        List<Trial> trials = DoubleStream.of(3, Double.NEGATIVE_INFINITY, 1e9, 3, 4)
                .mapToObj(gain -> new Trial(none, gain))
                .toList();
        double[] scores = NormalScores.of(trials);
        assertThat(scores[1]).isLessThan(scores[0]).isCloseTo(-scores[2], within(1e-12));
        assertThat(scores[0]).isEqualTo(scores[3]).isLessThan(scores[4]);
        assertThat(NormalScores.quantile(0.975)).isCloseTo(1.95996, within(5e-4));
        assertThat(NormalScores.quantile(0.5)).isZero();
    }
}
