package io.lanista.runtime.drive;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.journal.JournalRecord;
import io.lanista.runtime.runs.Ledger;
import io.lanista.runtime.watch.EndReason;
import io.lanista.runtime.watch.EndReason.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final Objective OBJECTIVE = Objective.maximize(Fixtures.METRIC);

    private final Ledger ledger = new Ledger(List.of(OBJECTIVE));

    private static ExperimentBuilder experiment(Budget budget) {
        return Fixtures.experiment(new Fixtures.Measuring((model, context) -> 0))
                .budget(budget);
    }

    private static Limits of(Budget budget) {
        return new Limits(experiment(budget).build());
    }

    private void ask(int trial) {
        Choices choices = Choices.of(Map.of(Label.of("x"), trial));
        ledger.enter(new JournalRecord.Asked(trial, 1, Answer.tryOut(choices)));
    }

    private void tried(int trial, double value) {
        ask(trial);
        Outcome outcome = Outcome.scored(OBJECTIVE.score(value), Metrics.of(Fixtures.METRIC, value));
        ledger.enter(new JournalRecord.Ended(trial, outcome, 0, OptionalInt.empty(), null));
    }

    @Test
    void trialsThatRunCountForTheBudget() {
        Limits limits = of(Budget.ofTrials(2));
        tried(0, 1);
        assertThat(limits.trialsLeft(ledger)).isEqualTo(1);
        assertThat(limits.reached(ledger, false)).isEmpty();
        ask(1);

        assertThat(limits.trialsLeft(ledger)).isZero();
        EndReason reason = limits.reached(ledger, false).orElseThrow();
        assertThat(reason.kind()).isEqualTo(Kind.TRIALS);
        assertThat(Limits.lettingTrialsEnd(reason)).isTrue();
    }

    @Test
    void aTargetIsReachedByANumberOnly() {
        Limits limits = of(Budget.UNLIMITED.withTarget(5));
        tried(0, Double.NaN);
        tried(1, 4.9);
        assertThat(limits.reached(ledger, false)).isEmpty();
        tried(2, 5);

        assertThat(limits.reached(ledger, false)).map(EndReason::kind).contains(Kind.TARGET);
    }

    @Test
    void timeCountsWhereThereIsABudgetOfIt() {
        assertThat(of(Budget.ofTime(Duration.ofSeconds(1))).reached(ledger, true))
                .map(EndReason::kind)
                .contains(Kind.TIME);
        assertThat(of(Budget.UNLIMITED).reached(ledger, true)).isEmpty();
    }

    @Test
    void aRunWhoseTimeIsOverIsNotComplete() {
        Limits limits = of(Budget.ofTrials(2).withTime(Duration.ofSeconds(1)));
        tried(0, 1);
        ledger.enter(new JournalRecord.Closed("time"));
        assertThat(limits.isComplete(ledger)).isFalse();
        tried(1, 1);
        assertThat(limits.isComplete(ledger)).isTrue();
    }

    @Test
    void aRunWithATrialThatWasCutShortIsNotComplete() {
        Limits limits = of(Budget.ofTrials(1));
        ask(0);
        assertThat(limits.isComplete(ledger)).as("a trial is open").isFalse();
        ledger.enter(new JournalRecord.Reported(0, 1, Metrics.of(Fixtures.METRIC, 1)));
        ledger.enter(new JournalRecord.CutShort(0, 1));
        assertThat(limits.isComplete(ledger)).isFalse();
    }

    @Test
    void aRunThatProposedNothingMoreIsComplete() {
        ledger.enter(new JournalRecord.Closed("exhausted"));
        assertThat(of(Budget.UNLIMITED).isComplete(ledger)).isTrue();
    }

    @Test
    void refusedProposalsInARowEndTheSearchWithTheLastReason() {
        Limits limits =
                new Limits(experiment(Budget.UNLIMITED).maxRejectsInARow(2).build());
        for (int trial = 0; trial < 2; trial++) {
            ask(trial);
            ledger.enter(new JournalRecord.Rejected(trial, "reason " + trial));
        }

        EndReason reason = limits.reached(ledger, false).orElseThrow();
        assertThat(reason.kind()).isEqualTo(Kind.EXHAUSTED);
        assertThat(reason.message()).contains("2 proposals in a row").endsWith("The last one: reason 1");
    }

    @Test
    void aStrategyThatIsDoneEndsTheSearch() {
        ledger.enter(new JournalRecord.Asked(0, 1, Answer.DONE));
        assertThat(of(Budget.UNLIMITED).reached(ledger, false))
                .map(EndReason::kind)
                .contains(Kind.DONE);
    }
}
