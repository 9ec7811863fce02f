package io.lanista.runtime.drive;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import io.lanista.api.space.Constraint;
import io.lanista.api.strategy.Answer;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.experiment.DuplicatePolicy;
import io.lanista.runtime.journal.JournalRecord;
import io.lanista.runtime.runs.Ledger;
import io.lanista.runtime.runs.Trial;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final Ledger ledger = new Ledger(List.of(Objective.maximize(Fixtures.METRIC)));

    private static Choices at(int x, int y) {
        return Choices.of(Map.of(Label.of("x"), x, Label.of("y"), y));
    }

    private Trial trial(Answer.Try candidate) {
        int number = ledger.next();
        ledger.enter(new JournalRecord.Asked(number, 1, candidate));
        return ledger.trial(number);
    }

    private Trial trial(int x, int y) {
        return trial(Answer.tryOut(at(x, y)));
    }

    private static Admission of(DuplicatePolicy policy) {
        return new Admission(Fixtures.space(), policy, model -> Optional.empty(), trial -> false);
    }

    @Test
    void whatIsNewIsRunAndWhatWasTriedIsRefused() {
        Admission admission = of(DuplicatePolicy.REJECT);
        Trial first = trial(1, 2);

        assertThat(admission.decide(first)).isInstanceOf(Admission.Decision.Run.class);
        assertThat(admission.decide(first)).as("asked again").isInstanceOf(Admission.Decision.Run.class);
        assertThat(admission.decide(trial(1, 2)))
                .isEqualTo(new Admission.Decision.Refuse("The candidate was tried before, as trial 0."));
        assertThat(admission.decide(trial(2, 1))).isInstanceOf(Admission.Decision.Run.class);
    }

    @Test
    void theSameChoicesToAnotherStepAreAnotherCandidate() {
        Admission admission = of(DuplicatePolicy.REJECT);
        admission.decide(trial(Answer.tryOut(at(1, 2)).upTo(3)));

        assertThat(admission.decide(trial(Answer.tryOut(at(1, 2)).upTo(9)))).isInstanceOf(Admission.Decision.Run.class);
    }

    @Test
    void whatWasTriedToThisStepIsRefusedAlsoWhereTheChoicesWereFirstTriedToAnother() {
        Admission admission = of(DuplicatePolicy.REJECT);
        admission.decide(trial(Answer.tryOut(at(1, 2)).upTo(3)));
        admission.replayed(trial(Answer.tryOut(at(1, 2)).upTo(9)));

        assertThat(admission.decide(trial(Answer.tryOut(at(1, 2)).upTo(9))))
                .isEqualTo(new Admission.Decision.Refuse("The candidate was tried before, as trial 1."));
        assertThat(admission.decide(trial(Answer.tryOut(at(1, 2)).upTo(3))))
                .isEqualTo(new Admission.Decision.Refuse("The candidate was tried before, as trial 0."));
    }

    @Test
    void nobodyWaitsForTheOutcomeOfARefusedTrial() {
        Admission admission = new Admission(
                Fixtures.space(), DuplicatePolicy.REUSE, model -> Optional.of("too small"), trial -> false);
        Admission.Decision.Refuse refusal = new Admission.Decision.Refuse("too small");
        assertThat(admission.decide(trial(1, 2))).isEqualTo(refusal);
        ledger.enter(new JournalRecord.Rejected(0, "too small"));

        assertThat(admission.decide(trial(1, 2))).isEqualTo(refusal);
    }

    @Test
    void aReusedOutcomeFollowsTheFirstTrial() {
        Admission admission = of(DuplicatePolicy.REUSE);
        Trial first = trial(1, 2);
        admission.decide(first);
        Trial second = trial(1, 2);

        assertThat(admission.decide(second)).isEqualTo(new Admission.Decision.Follow(first));
        admission.follow(second, first);
        assertThat(admission.followersOf(0)).containsExactly(second);
        assertThat(admission.followersOf(0)).as("they wait no longer").isEmpty();
    }

    @Test
    void whatMayBeRepeatedIsRunAgain() {
        Admission admission = of(DuplicatePolicy.REPEAT);
        admission.decide(trial(1, 2));
        assertThat(admission.decide(trial(1, 2))).isInstanceOf(Admission.Decision.Run.class);
    }

    @Test
    void trialsOfEarlierSessionsWereTried() {
        Admission admission = of(DuplicatePolicy.REJECT);
        admission.replayed(trial(1, 2));
        assertThat(admission.decide(trial(1, 2))).isInstanceOf(Admission.Decision.Refuse.class);
    }

    @Test
    void whatBreaksAConstraintIsRefusedWithIt() {
        Admission admission = new Admission(
                Fixtures.space().with(Constraint.of("x below 5", model -> Fixtures.setting(model, "x") < 5)),
                DuplicatePolicy.REJECT,
                model -> Optional.empty(),
                trial -> false);
        assertThat(admission.decide(trial(4, 0))).isInstanceOf(Admission.Decision.Run.class);
        assertThat(admission.decide(trial(5, 0)))
                .isEqualTo(new Admission.Decision.Refuse("The architecture breaks the constraint (x below 5)."));
    }

    @Test
    void whatIsNoArchitectureIsRefused() {
        assertThat(of(DuplicatePolicy.REJECT).decide(trial(Answer.tryOut(Choices.NONE))))
                .isInstanceOf(Admission.Decision.Refuse.class);
    }

    @Test
    void whatTheSieveHoldsBackIsRefusedWithItsReason() {
        Admission admission = new Admission(
                Fixtures.space(),
                DuplicatePolicy.REJECT,
                model -> Fixtures.setting(model, "x") < 5 ? Optional.of("too small") : Optional.empty(),
                trial -> false);
        assertThat(admission.decide(trial(4, 0))).isEqualTo(new Admission.Decision.Refuse("too small"));
        assertThat(admission.decide(trial(5, 0))).isInstanceOf(Admission.Decision.Run.class);
    }
}
