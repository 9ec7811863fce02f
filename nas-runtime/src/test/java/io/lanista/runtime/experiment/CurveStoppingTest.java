package io.lanista.runtime.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search.Verdict;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.Report;
import io.lanista.api.trial.Score;
import io.lanista.api.trial.Scores;
import io.lanista.base.random.Seeds;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class CurveStoppingTest {
    private static final int STEPS = 50;

    /** One search's trials in turn, judged by one rule. */
    private static final class Trials {
        private final Objective objective;
        private final Stopping.Rule rule = Stopping.curve(4, 5, 0.02).open();
        private int next;
        private long epochs;

        Trials(Objective objective) {
            this.objective = objective;
        }

        /** The step at which the trial with this curve is stopped; {@link #STEPS} if it isn't. */
        int run(IntToDoubleFunction curve) {
            int trial = next++;
            for (int step = 1; step <= STEPS; step++) {
                epochs++;
                Score score = objective.score(curve.applyAsDouble(step));
                Metrics metrics = Metrics.of(objective.metric(), score.value());
                Verdict verdict = rule.onReport(trial, new Report(step, Scores.of(score), metrics));
                if (verdict == Verdict.STOP) {
                    rule.onOutcome(trial, new Outcome.Stopped(step, Optional.of(Scores.of(score)), metrics));
                    return step;
                }
            }
            rule.onOutcome(trial, Outcome.scored(objective.score(curve.applyAsDouble(STEPS)), Metrics.NONE));
            return STEPS;
        }
    }

    /** Rises from 0.1 to its end like a power of time that is none of those that are fitted; with noise. */
    private static IntToDoubleFunction madeUp(double end, RandomGenerator random) {
        double delay = 1 + 5 * random.nextDouble();
        double power = 0.6 + 1.4 * random.nextDouble();
        double[] noise = random.doubles(STEPS + 1, -0.01, 0.01).toArray();
        return step -> end - (end - 0.1) * Math.pow(1 + step / delay, -power) + noise[step];
    }

    @Test
    void savesMuchAndLosesFewWinners() {
        long spent = 0;
        long all = 0;
        int winners = 0;
        int lost = 0;
        double regret = 0;
        for (int search = 0; search < 20; search++) {
            RandomGenerator random = Seeds.generator(search);
            Trials trials = new Trials(Objective.maximize("accuracy"));
            double best = Double.NEGATIVE_INFINITY;
            double truth = Double.NEGATIVE_INFINITY;
            for (int trial = 0; trial < 60; trial++) {
                IntToDoubleFunction curve = madeUp(0.5 + 0.45 * random.nextDouble(), random);
                int end = trials.run(curve);
                boolean wins = curve.applyAsDouble(STEPS) > best;
                winners += wins ? 1 : 0;
                lost += wins && end < STEPS ? 1 : 0;
                best = wins && end == STEPS ? curve.applyAsDouble(STEPS) : best;
                truth = Math.max(truth, curve.applyAsDouble(STEPS));
                all += STEPS;
            }
            spent += trials.epochs;
            regret += truth - best;
        }
        assertThat(1 - spent / (double) all)
                .as("the share of epochs that is saved")
                .isGreaterThan(0.5);
        assertThat(lost / (double) winners)
                .as("the share of winners that is lost")
                .isLessThan(0.15);
        assertThat(regret / 20)
                .as("what the best falls short of, of a range of 0.45")
                .isLessThan(0.005);
    }

    @Test
    void lessIsBetterWhereTheObjectiveSaysSo() {
        Trials trials = new Trials(Objective.minimize("loss"));
        for (int trial = 0; trial < 5; trial++) {
            trials.run(step -> 0.2 + 1.0 / step);
        }
        assertThat(trials.run(step -> 2.0 + 1.0 / step)).isLessThan(10);
        assertThat(trials.run(step -> 0.1 + 1.0 / step)).isEqualTo(STEPS);
    }

    @Test
    void nothingIsStoppedBeforeEnoughTrialsAndStepsAreKnown() {
        Trials trials = new Trials(Objective.maximize("accuracy"));
        trials.run(step -> 0.9 - 0.5 / step);
        for (int trial = 0; trial < 4; trial++) {
            assertThat(trials.run(step -> 0.2 - 0.1 / step)).isEqualTo(STEPS);
        }
        assertThat(trials.run(step -> 0.2 - 0.1 / step)).isEqualTo(4);
    }

    @Test
    void aTrialThatWasBetterThanTheBestGoesOn() {
        Trials trials = new Trials(Objective.maximize("accuracy"));
        for (int trial = 0; trial < 5; trial++) {
            trials.run(step -> 0.8);
        }
        assertThat(trials.run(step -> step == 1 ? 0.81 : 0.3)).isEqualTo(STEPS);
    }

    @Test
    void scoresThatAreNotFiniteAreLeftToOthers() {
        Trials trials = new Trials(Objective.maximize("accuracy"));
        for (int trial = 0; trial < 6; trial++) {
            assertThat(trials.run(step -> Double.NaN)).isEqualTo(STEPS);
        }
    }

    @Test
    void aFlatCurveIsHeldToStayWhereItIs() {
        double[] flat = {0.5, 0.5, 0.5, 0.5, 0.5};
        int[] steps = {1, 2, 3, 4, 5};
        assertThat(CurveExtrapolation.probabilityAbove(0.51, steps, flat, STEPS))
                .isLessThan(0.01);
        assertThat(CurveExtrapolation.probabilityAbove(0.49, steps, flat, STEPS))
                .isGreaterThan(0.99);
    }

    @Test
    void aCurveThatRisesIsHeldToRiseOn() {
        double[] rising = new double[12];
        int[] steps = new int[12];
        for (int i = 0; i < rising.length; i++) {
            steps[i] = i + 1;
            rising[i] = 0.9 - 0.6 / Math.sqrt(i + 1);
        }
        double end = 0.9 - 0.6 / Math.sqrt(STEPS);
        assertThat(CurveExtrapolation.probabilityAbove(end - 0.03, steps, rising, STEPS))
                .isGreaterThan(0.9);
        assertThat(CurveExtrapolation.probabilityAbove(end + 0.03, steps, rising, STEPS))
                .isLessThan(0.1);
    }

    @Test
    void fewerPointsThanAFitNeedsAreRefused() {
        assertThatThrownBy(() -> Stopping.curve(3, 1, 0.05)).hasMessageContaining("at least 4 steps");
    }
}
