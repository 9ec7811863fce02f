package io.lanista.runtime.drive;

import static io.lanista.runtime.drive.Fixtures.experiment;
import static io.lanista.runtime.drive.Fixtures.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.Model;
import io.lanista.api.space.Constraint;
import io.lanista.api.trial.DataDescription;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.TrialContext;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.CannotContinueException;
import io.lanista.runtime.experiment.Continuation;
import io.lanista.runtime.experiment.DuplicatePolicy;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.watch.RunHandle;
import io.lanista.runtime.watch.RunInfo;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** All that changes answers belongs to the identity of a run: it never goes on with something else in silence. */
class IdentityTest extends HostedTest {
    private boolean endless = true;

    /** Measures on data with a fingerprint; its third trial never ends until it may. */
    private final class OnData implements Evaluator {
        private final String fingerprint;

        OnData(String fingerprint) {
            this.fingerprint = fingerprint;
        }

        @Override
        public String name() {
            return "on-data";
        }

        @Override
        public Evaluation open(EvaluationRequest request) {
            return new Evaluation() {
                @Override
                public Metrics evaluate(Model model, TrialContext context) throws Exception {
                    while (endless && context.trial() == 2) {
                        Thread.sleep(1);
                        context.checkCancelled();
                    }
                    return Metrics.of(Fixtures.METRIC, value(model));
                }

                @Override
                public Optional<DataDescription> data() {
                    return Optional.of(new DataDescription(fingerprint, List.of("data"), List.of(), Map.of()));
                }
            };
        }
    }

    private ExperimentBuilder on(String fingerprint) {
        return experiment(new OnData(fingerprint)).budget(Budget.ofTrials(4)).runsFolder(folder);
    }

    private void interrupt(ExperimentBuilder experiment) throws InterruptedException {
        try (RunHandle run = nas.start(experiment.build())) {
            while (run.status().scored() < 2) {
                Thread.onSpinWait();
            }
        }
        endless = false;
    }

    private static Constraint below(int bound) {
        return Constraint.of("x below " + bound, model -> Fixtures.setting(model, "x") < bound);
    }

    @Test
    void editedConstraintsAreToldWithAWayOut() throws Exception {
        interrupt(on("ab"));

        assertThatThrownBy(() ->
                        nas.run(on("ab").space(Fixtures.space().with(below(50))).build()))
                .isInstanceOfSatisfying(CannotContinueException.class, failure -> {
                    assertThat(failure)
                            .hasMessageContaining("the constraints were (none), and are (x below 50)")
                            .hasMessageContaining("Continuation.NEW")
                            .hasMessageContaining("Continuation.FORK");
                    assertThat(failure.message(way -> "--" + way.name().toLowerCase(Locale.ROOT)))
                            .contains("Maybe undo that, or begin a new run with --new, or begin one that knows the old"
                                    + " results with --fork.");
                });
        assertThat(nas.run(on("ab").build()).folder()).endsWith(folder.resolve("test-1"));
    }

    @Test
    void constraintsThatRefuseAnEarlierTrialAreNamedWhereARunIsForked() throws Exception {
        interrupt(on("ab"));

        assertThatThrownBy(() -> nas.run(on("ab").space(Fixtures.space().with(below(1)))
                        .continuation(Continuation.FORK)
                        .build()))
                .isInstanceOf(CannotContinueException.class)
                .hasMessageContainingAll(
                        "The constraints did not only loosen: they refuse the trial {x=",
                        "What changed: the constraints were (none), and are (x below 1).");
    }

    @Test
    void changedDataAreToldAndNotForked() throws Exception {
        interrupt(on("ab"));

        assertThatThrownBy(() -> nas.run(on("cd").build()))
                .isInstanceOf(CannotContinueException.class)
                .hasMessageContaining("the data changed (their fingerprint was ab, and is cd)");
        assertThatThrownBy(
                        () -> nas.run(on("cd").continuation(Continuation.FORK).build()))
                .isInstanceOf(CannotContinueException.class)
                .hasMessageContaining("the data changed");
        assertThat(folder.resolve("test-2")).doesNotExist();
    }

    @Test
    void anotherRuleForDuplicatesIsAnotherSearch() throws Exception {
        interrupt(on("ab"));
        assertThatThrownBy(() ->
                        nas.run(on("ab").duplicates(DuplicatePolicy.REPEAT).build()))
                .hasMessageContaining("the setting (duplicates) was (reject), and is (repeat)");
    }

    @Test
    void aNewRunSaysWhyTheLastOneDoesNotGoOn() throws Exception {
        endless = false;
        nas.run(on("ab").budget(Budget.ofTrials(2)).build());
        List<String> notes = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void started(RunInfo run, RunStatus status) {
                notes.addAll(run.notes());
            }
        };
        try (RunHandle run = nas.start(on("cd").build(), listener)) {
            assertThat(run.await().folder()).endsWith(folder.resolve("test-2"));
        }

        assertThat(notes).singleElement().asString().contains("test-1", "the data changed");
    }

    /** Evaluators of one name, whose code is in different classes, as if one had been changed. */
    private abstract static class Sum implements Evaluator {
        @Override
        public String name() {
            return "sum";
        }

        @Override
        public Evaluation open(EvaluationRequest request) {
            return (model, context) -> Metrics.of(Fixtures.METRIC, Fixtures.value(model));
        }
    }

    private static final class Before extends Sum {}

    private static final class After extends Sum {}

    private static List<String> notes(ExperimentBuilder experiment) throws InterruptedException {
        List<String> notes = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void started(RunInfo run, RunStatus status) {
                notes.addAll(run.notes());
            }
        };
        try (RunHandle run = nas.start(experiment.build(), listener)) {
            run.await();
        }
        return notes;
    }

    @Test
    void anEvaluatorWhoseCodeChangedIsTold() throws Exception {
        ExperimentBuilder first = on("ab").evaluator(new Before(), Map.of()).budget(Budget.ofTrials(2));
        assertThat(notes(first)).isEmpty();
        assertThat(notes(on("ab").evaluator(new Before(), Map.of()).budget(Budget.ofTrials(3))))
                .isEmpty();
        assertThat(notes(on("ab").evaluator(new After(), Map.of()).budget(Budget.ofTrials(4))))
                .singleElement()
                .asString()
                .contains("the code of the evaluator 'sum' was that of", "Before", "After", "may not compare");
        assertThat(notes(on("ab").evaluator(new Before(), Map.of())
                        .budget(Budget.ofTrials(1))
                        .continuation(Continuation.FORK)))
                .singleElement()
                .asString()
                .contains("whose results are told", "may not compare");
    }
}
