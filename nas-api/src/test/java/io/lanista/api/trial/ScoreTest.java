package io.lanista.api.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScoreTest {
    private final Objective accuracy = Objective.maximize("accuracy");
    private final Objective loss = Objective.minimize("loss");

    @Test
    void theDirectionSaysWhichIsBetter() {
        assertThat(accuracy.score(0.9).isBetterThan(accuracy.score(0.8))).isTrue();
        assertThat(loss.score(0.9).isBetterThan(loss.score(0.8))).isFalse();
        assertThat(loss.score(0.8).isBetterThan(loss.score(0.8))).isFalse();
        assertThat(loss.score(0.8).gain()).isEqualTo(-0.8);
        assertThat(accuracy.score(0.8).loss()).isEqualTo(-0.8);
    }

    @Test
    void theNaturalOrderGoesFromWorseToBetterWithNotANumberFirst() {
        List<Score> sorted =
                Stream.of(0.3, Double.NaN, 0.1, 0.2).map(loss::score).sorted().toList();
        assertThat(sorted).extracting(Score::value).containsExactly(Double.NaN, 0.3, 0.2, 0.1);
        assertThat(accuracy.score(Double.NaN).isBetterThan(accuracy.score(-1e300)))
                .isFalse();
    }

    @Test
    void scoresOfTwoDirectionsCantBeCompared() {
        assertThatThrownBy(() -> accuracy.score(1).isBetterThan(loss.score(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMissingMetricIsAnErrorThatListsWhatWasMeasured() {
        assertThatThrownBy(() -> Metrics.of("loss", 1).get("acuracy"))
                .hasMessage("No metric 'acuracy' was measured. Available: loss.");
    }
}
