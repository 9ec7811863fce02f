package io.lanista.runtime.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lanista.api.trial.Objective;
import io.lanista.api.trial.Scores;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScalarisationTest {
    private static final List<Objective> TWO = List.of(
            Objective.maximize("accuracy").from(0.5),
            Objective.minimize("latency").from(10).within(8));

    private static double of(Scalarisation rule, double accuracy, double latency) {
        return rule.of(TWO, Scores.of(TWO, List.of(accuracy, latency)));
    }

    @Test
    void gainsCountFromTheReferenceInItsUnits() {
        Scalarisation weighted = Scalarisation.weighted(Map.of("accuracy", 1.0, "latency", 2.0));
        assertThat(of(weighted, 0.5, 8)).isCloseTo(2 * 0.2, within(1e-12));
        assertThat(of(weighted, 0.75, 5)).isCloseTo(0.5 + 2 * 0.5, within(1e-12));
    }

    @Test
    void chebyshevIsTheWorstAndATwentiethOfTheSum() {
        Scalarisation chebyshev = Scalarisation.chebyshev(Map.of("accuracy", 1.0, "latency", 1.0));
        assertThat(of(chebyshev, 0.75, 2)).isCloseTo(0.5 + 0.05 * 1.3, within(1e-12));
    }

    @Test
    void whatBreaksABoundIsWorseThanWhatKeepsIt() {
        Scalarisation weighted = Scalarisation.weighted(Map.of("accuracy", 1.0));
        assertThat(of(weighted, 0.99, 8.5)).isLessThan(of(weighted, 0.5, 8));
        assertThat(of(weighted, Double.NaN, 1)).isNaN();
    }

    @Test
    void aWeightIsAboveZero() {
        assertThatThrownBy(() -> Scalarisation.weighted(Map.of("accuracy", -1.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("accuracy");
    }
}
