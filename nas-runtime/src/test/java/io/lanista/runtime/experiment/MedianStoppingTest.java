package io.lanista.runtime.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search.Verdict;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.Report;
import io.lanista.api.trial.Scores;
import java.util.List;
import org.junit.jupiter.api.Test;

class MedianStoppingTest {
    private static final List<Objective> TWO = List.of(Objective.maximize("accuracy"), Objective.minimize("size"));

    private final Stopping.Rule rule = Stopping.median(1, 3).open();
    private int next;

    private Verdict report(double accuracy, double size) {
        return rule.onReport(next, new Report(1, Scores.of(TWO, List.of(accuracy, size)), Metrics.NONE));
    }

    private void completed(double accuracy, double size) {
        report(accuracy, size);
        Scores scores = Scores.of(TWO, List.of(accuracy, size));
        rule.onOutcome(next++, Outcome.scored(scores, Metrics.NONE));
    }

    @Test
    void whatMoreThanHalfOfTheOthersAreInBetterLayersThanIsStopped() {
        completed(0.9, 50);
        completed(0.8, 20);
        completed(0.7, 10);
        completed(0.5, 30);

        assertThat(report(0.6, 40)).as("the front is three of four").isEqualTo(Verdict.STOP);
        next++;
        assertThat(report(0.6, 9)).as("the smallest").isEqualTo(Verdict.CONTINUE);
        next++;
        assertThat(report(0.95, 90)).as("the most accurate").isEqualTo(Verdict.CONTINUE);
        next++;
        assertThat(report(Double.NaN, 1)).as("no number is worse than any").isEqualTo(Verdict.STOP);
    }

    @Test
    void nothingIsJudgedBeforeEnoughAreCompleted() {
        completed(0.9, 10);
        completed(0.9, 11);

        assertThat(report(0.1, 90)).isEqualTo(Verdict.CONTINUE);
    }
}
