package io.lanista.base.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RanksTest {
    @Test
    void equalNumbersShareTheirMeanRank() {
        assertThat(Ranks.of(5, 1, 5, Double.NaN, 7)).containsExactly(3.5, 2, 3.5, 1, 5);
        assertThat(Ranks.fromHighest(5, 1, 5, Double.NaN, 7)).containsExactly(4, 0, 2, 1, 3);
    }

    @Test
    void correlationsAreThoseOfTheFormulas() {
        double[] x = {1, 2, 3, 4, 5};
        double[] y = {10, 30, 20, 40, 50};
        // 1 − 6 Σd² / (n (n² − 1)), and one of ten pairs is in the wrong order.
        assertThat(Ranks.spearman(x, y)).isCloseTo(1 - 6 * 2.0 / (5 * 24), within(1e-12));
        assertThat(Ranks.kendall(x, y)).isCloseTo((9 - 1) / 10.0, within(1e-12));
        // Five pairs without a tie in the first, all in order; ten in the second.
        double[] tied = {1, 1, 1, 2, 3};
        assertThat(Ranks.kendall(tied, x)).isCloseTo(7 / Math.sqrt(7 * 10), within(1e-12));
        assertThat(Ranks.spearman(new double[] {1, 1}, new double[] {1, 2})).isNaN();
    }

    @Test
    void aRankSumPunishesWhatIsBadByOneScore() {
        List<double[]> scores = List.of(new double[] {1, 2, 3}, new double[] {2, 3, 1});
        assertThat(Ranks.logSum(scores))
                .containsExactly(
                        new double[] {Math.log(1 / 3.0) + Math.log(2 / 3.0), Math.log(2 / 3.0), Math.log(1 / 3.0)},
                        within(1e-12));
        // Beside the others, 2.5 is the third of four by the first score, and 0 the last by the second.
        double among =
                Ranks.logSumAmong(List.of(new double[] {1, 2}, new double[] {2, 3}, new double[] {3, 1}), 2.5, 0);
        assertThat(among).isCloseTo(Math.log(3 / 4.0) + Math.log(1 / 4.0), within(1e-12));
    }
}
