package io.lanista.dashboard.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EmbeddingTest {
    @Test
    void pointsOfAPlaneKeepTheirDistances() {
        SplittableRandom random = new SplittableRandom(1);
        double[] x = random.doubles(30, -3, 3).toArray();
        double[] y = random.doubles(30, -1, 1).toArray();
        Embedding plane = Embedding.of(30, (i, j) -> Math.hypot(x[i] - x[j], y[i] - y[j]));

        for (int i = 0; i < 30; i++) {
            for (int j = 0; j < i; j++) {
                double distance = Math.hypot(plane.x()[i] - plane.x()[j], plane.y()[i] - plane.y()[j]);
                assertThat(distance).isCloseTo(Math.hypot(x[i] - x[j], y[i] - y[j]), within(1e-6));
            }
        }
        assertThat(plane.explained()).isCloseTo(1, within(1e-9));
    }

    @Test
    void thingsThatAreAllAlikeLieInOnePlace() {
        Embedding plane = Embedding.of(5, (i, j) -> 0);

        assertThat(plane.x()).containsOnly(0);
        assertThat(plane.y()).containsOnly(0);
    }

    @Test
    void whatAPlaneCannotShowIsSaid() {
        Embedding plane = Embedding.of(20, (i, j) -> i == j ? 0 : 1); // A simplex has 19 dimensions.

        assertThat(plane.explained()).isBetween(0.05, 0.3);
    }
}
