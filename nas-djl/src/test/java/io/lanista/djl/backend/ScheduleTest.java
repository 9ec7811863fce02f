package io.lanista.djl.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Offset<Double> EXACT = within(1e-12);

    @Test
    void constantNeverChanges() {
        assertThat(Schedule.constant(0.3).rate(1_000_000)).isEqualTo(0.3);
    }

    @Test
    void cosineGoesFromTheRateToTheFloorAndStaysThere() {
        Schedule cosine = Schedule.cosine(1, 0.2, 100, 0);

        assertThat(cosine.rate(0)).isEqualTo(1);
        assertThat(cosine.rate(25)).isCloseTo(0.2 + 0.8 * (1 + Math.sqrt(0.5)) / 2, EXACT);
        assertThat(cosine.rate(50)).isCloseTo(0.6, EXACT);
        assertThat(cosine.rate(100)).isCloseTo(0.2, EXACT);
        assertThat(cosine.rate(500)).isCloseTo(0.2, EXACT);
    }

    @Test
    void warmUpRisesInEqualSteps() {
        Schedule cosine = Schedule.cosine(1, 0, 14, 4);

        assertThat(cosine.rate(0)).isEqualTo(0.25);
        assertThat(cosine.rate(2)).isEqualTo(0.75);
        assertThat(cosine.rate(3)).isEqualTo(1);
        assertThat(cosine.rate(4)).isEqualTo(1);
        assertThat(cosine.rate(9)).isCloseTo(0.5, EXACT);
    }

    @Test
    void stepsMultiplyByTheFactor() {
        Schedule steps = Schedule.step(0.1, 30, 0.5);

        assertThat(steps.rate(29)).isEqualTo(0.1);
        assertThat(steps.rate(30)).isEqualTo(0.05);
        assertThat(steps.rate(90)).isCloseTo(0.0125, EXACT);
    }

    @Test
    void impossibleLengthsAreRefused() {
        assertThatThrownBy(() -> Schedule.cosine(1, 0, 4, 4)).hasMessageContaining("total (4)");
        assertThatThrownBy(() -> Schedule.step(1, 0, 0.5)).hasMessageContaining("every (0)");
    }
}
