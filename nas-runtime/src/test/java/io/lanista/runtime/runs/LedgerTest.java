package io.lanista.runtime.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.Scores;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.journal.JournalRecord;
import io.lanista.runtime.watch.BestTrial;
import io.lanista.runtime.watch.EndReason;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final List<Objective> OBJECTIVES = List.of(Objective.maximize("accuracy"));

    private final Ledger ledger = new Ledger(OBJECTIVES);

    private void ask(int trial) {
        Choices choices = Choices.of(Map.of(Label.of("x"), trial));
        ledger.enter(new JournalRecord.Asked(trial, 1, Answer.tryOut(choices)));
    }

    private void end(int trial, Map<String, Double> measured) {
        Metrics metrics = Metrics.of(measured);
        Outcome outcome = Outcome.scored(Scores.of(OBJECTIVES, metrics).orElseThrow(), metrics);
        ledger.enter(new JournalRecord.Ended(trial, outcome, 1, OptionalInt.empty(), null));
    }

    private void fail(int trial, String reason) {
        ledger.enter(new JournalRecord.Ended(trial, Outcome.failed(reason), 1, OptionalInt.empty(), null));
    }

    private void tried(int trial, Map<String, Double> measured) {
        ask(trial);
        end(trial, measured);
    }

    private void triedAgain(int trial, int earlier, double accuracy) {
        Choices choices = Choices.of(Map.of(Label.of("x"), earlier));
        ledger.enter(new JournalRecord.Asked(trial, 1, Answer.tryOut(choices)));
        end(trial, Map.of("accuracy", accuracy));
    }

    @Test
    void whereEvaluationsOfOneArchitectureDifferTheBestIsThatOfTheHighestExpectedMean() {
        for (int trial = 0; trial < 20; trial++) {
            tried(trial, Map.of("accuracy", 0.5 + trial / 100.0));
        }
        assertThat(ledger.contenders(3)).as("without repeats, the best").hasSize(1);
        triedAgain(20, 19, 0.60);
        triedAgain(21, 18, 0.69);

        assertThat(best()).as("of the two evaluations, the better one").isEqualTo(21);
        BestTrial best = ledger.best().orElseThrow();
        assertThat(best.score().value()).isCloseTo(0.685, within(1e-12));
        assertThat(best.metrics().get("accuracy")).isEqualTo(0.69);
        assertThat(best.repeats().orElseThrow().trials()).containsExactly(18, 21);
        assertThat(ledger.front()).containsExactly(best);
        assertThat(ledger.repeated()).extracting(BestTrial::trial).containsExactly(21, 19);
        assertThat(ledger.contenders(3))
                .extracting(Trial::number)
                .startsWith(21)
                .hasSize(3);
    }

    @Test
    void beforeAJournalHasBegunThereIsNoBest() {
        assertThat(new Ledger(List.of()).best()).isEmpty();
        assertThat(new Ledger(List.of()).repeated()).isEmpty();
    }

    @Test
    void repeatsThatAgreeChangeNothing() {
        for (int trial = 0; trial < 12; trial++) {
            tried(trial, Map.of("accuracy", trial / 100.0, "loss", 1.0));
        }
        triedAgain(12, 3, 0.03);
        triedAgain(13, 3, 0.03);
        triedAgain(14, 3, 0.03);
        assertThat(best()).isEqualTo(11);
        assertThat(ledger.best().orElseThrow().repeats()).isEmpty();
        assertThat(ledger.repeated()).isEmpty();
    }

    @Test
    void trialsAreBegunOneAfterTheOther() {
        ask(0);
        assertThatThrownBy(() -> ask(2))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("the trial (2) where the trial (1) was to follow");
    }

    private int best() {
        return ledger.bestTrial().orElseThrow().number();
    }

    @Test
    void whatIsNotAFiniteNumberNeverWins() {
        tried(0, Map.of("accuracy", Double.NaN));
        assertThat(ledger.best()).isEmpty();
        tried(1, Map.of("accuracy", Double.POSITIVE_INFINITY));
        assertThat(ledger.best()).isEmpty();
        tried(2, Map.of("accuracy", 0.1));
        tried(3, Map.of("accuracy", Double.NaN));

        assertThat(best()).isEqualTo(2);
        assertThat(ledger.scored()).isEqualTo(4);
    }

    @Test
    void equalScoresAreToldApartByLossThenByCostThenTheEarlierOneStays() {
        tried(0, Map.of("accuracy", 0.9, "loss", 0.5, "parameters", 10.0));
        tried(1, Map.of("accuracy", 0.9, "loss", 0.4, "parameters", 99.0, "flops", 9.0));
        assertThat(best()).as("less loss").isEqualTo(1);
        tried(2, Map.of("accuracy", 0.9, "loss", 0.4, "parameters", 50.0, "flops", 9.0));
        assertThat(best()).as("as much loss, fewer parameters").isEqualTo(2);
        tried(3, Map.of("accuracy", 0.9, "loss", 0.4, "parameters", 50.0, "flops", 8.0));
        assertThat(best()).as("as many parameters, fewer operations").isEqualTo(3);
        tried(4, Map.of("accuracy", 0.9, "loss", 0.4, "parameters", 50.0, "flops", 8.0));
        tried(5, Map.of("accuracy", 0.9));
        assertThat(best()).as("equal in all that both measured").isEqualTo(3);
        tried(6, Map.of("accuracy", 0.91, "loss", 9.0, "parameters", 1e9));
        assertThat(best()).as("a better score").isEqualTo(6);
    }

    private static void tried(Ledger ledger, List<Objective> objectives, int trial, double accuracy, double size) {
        Metrics metrics = Metrics.of(Map.of("accuracy", accuracy, "size", size));
        ledger.enter(new JournalRecord.Asked(trial, 1, Answer.tryOut(Choices.of(Map.of(Label.of("x"), trial)))));
        Outcome outcome = Outcome.scored(Scores.of(objectives, metrics).orElseThrow(), metrics);
        ledger.enter(new JournalRecord.Ended(trial, outcome, 1, OptionalInt.empty(), null));
    }

    @Test
    void withSeveralObjectivesTheFrontHoldsWhatNothingBeats() {
        List<Objective> two = List.of(Objective.maximize("accuracy"), Objective.minimize("size"));
        Ledger front = new Ledger(two);
        tried(front, two, 0, 0.8, 5);
        tried(front, two, 1, 0.9, 60);
        tried(front, two, 2, 0.88, 6);
        tried(front, two, 3, 0.7, 5);
        tried(front, two, 4, 0.88, 6);
        tried(front, two, 5, Double.NaN, 1);

        assertThat(front.frontTrials()).extracting(Trial::number).containsExactly(1, 2, 0);
        assertThat(front.bestTrial().orElseThrow().number()).as("the knee").isEqualTo(2);
        tried(front, two, 6, 0.95, 4);
        assertThat(front.frontTrials()).extracting(Trial::number).containsExactly(6);
    }

    @Test
    void whatKeepsItsBoundsBeatsWhatBreaksThem() {
        List<Objective> bounded = List.of(
                Objective.maximize("accuracy"), Objective.minimize("size").within(10));
        Ledger front = new Ledger(bounded);
        tried(front, bounded, 0, 0.99, 30);
        assertThat(front.frontTrials()).extracting(Trial::number).containsExactly(0);
        tried(front, bounded, 1, 0.98, 20);
        assertThat(front.frontTrials())
                .as("less violation")
                .extracting(Trial::number)
                .containsExactly(1);
        tried(front, bounded, 2, 0.5, 9);
        tried(front, bounded, 3, 0.99, 11);
        assertThat(front.frontTrials()).as("none").extracting(Trial::number).containsExactly(2);
    }

    @Test
    void refusedProposalsAreNoTrialsOfTheBudget() {
        ask(0);
        ledger.enter(new JournalRecord.Rejected(0, "it is too large"));
        ask(1);

        assertThat(ledger.begun()).isEqualTo(1);
        assertThat(ledger.rejectsInARow()).isEqualTo(1);
        assertThat(ledger.lastReject()).isEqualTo("it is too large");
        assertThat(ledger.open()).extracting(Trial::number).containsExactly(1);
        end(1, Map.of("accuracy", 0.5));
        assertThat(ledger.rejectsInARow()).isZero();
    }

    @Test
    void failuresInARowEndWithASuccessOrANewSession() {
        ask(0);
        fail(0, "first");
        ask(1);
        fail(1, "second");
        assertThat(ledger.failuresInARow()).isEqualTo(2);
        assertThat(ledger.firstFailure()).isEqualTo("first");

        ledger.enter(new JournalRecord.Resumed(OptionalInt.empty(), 1, List.of()));
        assertThat(ledger.failuresInARow()).isZero();
        ask(2);
        fail(2, "third");
        assertThat(ledger.firstFailure()).isEqualTo("third");
        tried(3, Map.of("accuracy", 0.1));
        assertThat(ledger.failuresInARow()).isZero();
        assertThat(ledger.failed()).isEqualTo(3);
    }

    @Test
    void aTrialThatTheEndOfTheTimeCutShortCountsUntilItGoesOn() {
        tried(0, Map.of("accuracy", 0.7));
        ask(1);
        ledger.enter(new JournalRecord.Reported(1, 3, Metrics.of("accuracy", 0.9)));
        ledger.enter(new JournalRecord.CutShort(1, 12));
        ledger.enter(new JournalRecord.Tested(1, Metrics.of("accuracy", 0.88)));
        ledger.enter(new JournalRecord.Closed("time"));

        assertThat(best()).isEqualTo(1);
        assertThat(ledger.stopped()).isEqualTo(1);
        assertThat(ledger.open()).isEmpty();
        assertThat(ledger.ended()).extracting(Trial::number).containsExactly(0, 1);
        assertThat(ledger.trial(1).report().orElseThrow().outcome())
                .isEqualTo(ledger.trial(1).stopped());
        assertThat(ledger.closing()).contains(EndReason.Kind.TIME);

        ledger.enter(new JournalRecord.Resumed(OptionalInt.empty(), 1, List.of()));

        assertThat(best()).isZero();
        assertThat(ledger.stopped()).isZero();
        assertThat(ledger.open()).extracting(Trial::number).containsExactly(1);
        assertThat(ledger.test(1)).as("other weights are to be tested").isEmpty();
        assertThat(ledger.closing()).isEmpty();
    }

    @Test
    void aTrialThatWasNeverBegunIsNamed() {
        assertThatThrownBy(() -> end(7, Map.of("accuracy", 1.0)))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("the trial (7), which it never began");
    }
}
