package io.lanista.strategy.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lanista.api.space.Choices;
import io.lanista.api.trial.Direction;
import io.lanista.api.trial.Score;
import io.lanista.api.trial.Scores;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private final History history = new History(false);

    private void finished(double score, double... codes) {
        history.finish(Choices.NONE, new Point(codes), score(score));
    }

    private static Scores score(double value) {
        return Scores.of(new Score(value, Direction.MAXIMIZE));
    }

    @Test
    void nichesAreTheBestThatLieApart() {
        finished(0.9, 1, 1, 1);
        finished(0.8, 1, 1, 2);
        finished(0.6, 2, 2, 2);
        finished(0.7, 1, 2, 2);
        finished(0.5, 2, 2, 1);
        history.finish(Choices.NONE, new Point(new double[] {3, 3, 3}), null);
        assertThat(history.niches(5, 1.0 / 3))
                .extracting(History.Trial::point)
                .containsExactly(
                        new Point(new double[] {1, 1, 1}),
                        new Point(new double[] {1, 2, 2}),
                        new Point(new double[] {2, 2, 1}));
        assertThat(history.niches(1, 1.0 / 3)).hasSize(1);
    }

    @Test
    void aTrialThatWasLookedAtAgainMovesToWhereItsMeanBelongs() {
        for (int trial = 0; trial < 3; trial++) {
            history.propose(trial, Choices.NONE, new Point(new double[] {trial}));
            history.end(trial, score(0.9 - trial / 10.0));
        }
        history.revise(0, score(0.75));
        history.revise(7, score(1));

        assertThat(history.sorted())
                .extracting(trial -> trial.point().distance(new Point(new double[] {1})))
                .containsExactly(0.0, 1.0, 1.0);
        assertThat(history.sorted())
                .extracting(History.Trial::scores)
                .containsExactly(score(0.8), score(0.75), score(0.7));
        assertThat(history.scored()).isEqualTo(3);
    }

    @Test
    void distanceCountsWhatIsActiveInEither() {
        Point point = new Point(new double[] {1, Double.NaN, 3, Double.NaN});
        assertThat(point.distance(point)).isZero();
        assertThat(point.distance(new Point(new double[] {1, 2, 4}))).isCloseTo(2.0 / 3, within(1e-12));
    }
}
