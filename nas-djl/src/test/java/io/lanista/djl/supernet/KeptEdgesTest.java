package io.lanista.djl.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class KeptEdgesTest {
    @Test
    void equallyStrongEdgesAreKeptAlike() {
        assertThat(KeptEdges.probabilities(new double[] {0.2, 0.2, 0.2}, 2))
                .containsExactly(new double[] {2 / 3.0, 2 / 3.0, 2 / 3.0}, within(1e-12));
    }

    @Test
    void noneIsKeptMoreThanOnce() {
        assertThat(KeptEdges.probabilities(new double[] {10, 1, 1, 2}, 2))
                .containsExactly(new double[] {1, 0.25, 0.25, 0.5}, within(1e-12));
        // What one has too much may give another too much.
        assertThat(KeptEdges.probabilities(new double[] {100, 10, 1, 1}, 3))
                .containsExactly(new double[] {1, 1, 0.5, 0.5}, within(1e-12));
    }

    @Test
    void edgesOfNoStrengthAreKeptOnlyWhereOthersAreTooFew() {
        assertThat(KeptEdges.probabilities(new double[] {1, 0, 0}, 1))
                .containsExactly(new double[] {1, 0, 0}, within(1e-12));
        assertThat(KeptEdges.probabilities(new double[] {1, 0, 0}, 2))
                .containsExactly(new double[] {1, 0.5, 0.5}, within(1e-12));
    }

    @Test
    void allAreKeptWhereThereAreNoMore() {
        assertThat(KeptEdges.probabilities(new double[] {0.3, 0.1}, 4))
                .containsExactly(new double[] {1, 1}, within(1e-12));
    }
}
