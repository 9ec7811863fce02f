package io.lanista.runtime.drive;

import static io.lanista.runtime.drive.Fixtures.experiment;
import static io.lanista.runtime.drive.Fixtures.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.failure.Blame;
import io.lanista.api.failure.LanistaException;
import io.lanista.api.model.Model;
import io.lanista.api.option.Option;
import io.lanista.api.option.OptionException;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.strategy.Strategy;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.TrialContext;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.Continuation;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.watch.EndReason;
import io.lanista.runtime.watch.RunFailure;
import io.lanista.runtime.watch.RunHandle;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunResult;
import io.lanista.runtime.watch.RunStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the code of a plug-in does wrong is told as its fault, with its bundle and version, and ends the run in order. */
class BlameTest extends HostedTest {
    private static final String BUNDLE = "classpath 0.0.0";

    /** A strategy that does one thing wrong. */
    private static final class Broken implements Strategy {
        private final String where;

        Broken(String where) {
            this.where = where;
        }

        private void breakIn(String place) {
            if (where.equals(place)) {
                throw new IllegalStateException("broken in " + place);
            }
        }

        @Override
        public String name() {
            return "broken";
        }

        @Override
        public List<Option<?>> options() {
            breakIn("options");
            return List.of();
        }

        @Override
        public Search open(SearchRequest request) {
            breakIn("open");
            return new Fixtures.SensitiveSearch(request) {
                @Override
                @SuppressWarnings("NullAway") // A contract that a plug-in breaks.
                public Answer ask(Ask ask) {
                    breakIn("ask");
                    if (where.equals("interrupt")) {
                        Thread.currentThread().interrupt();
                    }
                    return where.equals("null") ? null : super.ask(ask);
                }

                @Override
                public void tell(int trial, Outcome outcome) {
                    breakIn("tell");
                    super.tell(trial, outcome);
                }

                @Override
                public void close() {
                    breakIn("close");
                }
            };
        }
    }

    private Experiment searchedBy(Strategy strategy) {
        return experiment(new Fixtures.Measuring((model, context) -> value(model)))
                .strategy(strategy, Map.of())
                .budget(Budget.ofTrials(2))
                .runsFolder(folder)
                .build();
    }

    private static void assertBlamed(Throwable failure, String... words) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        LanistaException.class,
                        known -> assertThat(known.blame()).isEqualTo(Blame.PLUGIN));
        assertThat(failure).hasMessageContainingAll(words);
    }

    @ParameterizedTest
    @CsvSource({
        "options, failed to declare its options: IllegalStateException: broken in options",
        "open, can't begin: IllegalStateException: broken in open",
        "ask, failed in ask: IllegalStateException: broken in ask",
        "null, failed in ask: it answered null",
        "interrupt, failed in ask: it left its thread interrupted",
        "tell, failed in tell: IllegalStateException: broken in tell",
        "close, failed in close: IllegalStateException: broken in close"
    })
    void aStrategyThatBreaksIsNamedWithItsBundle(String where, String message) {
        assertThatThrownBy(() -> nas.run(searchedBy(new Broken(where))))
                .satisfies(failure -> assertBlamed(failure, "The strategy broken (" + BUNDLE + ")", message));
    }

    @Test
    void anEvaluatorThatCannotBeginIsNamedWithItsBundle() {
        Evaluator evaluator = new Evaluator() {
            @Override
            public String name() {
                return "measuring";
            }

            @Override
            public Evaluation open(EvaluationRequest request) {
                throw new IllegalStateException("no luck");
            }
        };
        assertThatThrownBy(
                        () -> nas.run(experiment(evaluator).runsFolder(folder).build()))
                .satisfies(failure -> assertBlamed(
                        failure,
                        "The evaluator measuring (" + BUNDLE + ") can't begin: IllegalStateException: no luck"));
        assertThat(folder).as("nothing was begun").isEmptyDirectory();
    }

    @Test
    void aMistakeOfTheUsersPassesAsItIs() {
        Strategy choosy = new Strategy() {
            @Override
            public String name() {
                return "choosy";
            }

            @Override
            public Search open(SearchRequest request) {
                throw new OptionException("The option (population) is larger than the space.");
            }
        };
        assertThatThrownBy(() -> nas.run(searchedBy(choosy)))
                .isInstanceOf(OptionException.class)
                .hasMessage("The option (population) is larger than the space.");
    }

    @Test
    @SuppressWarnings("NullAway") // A contract that a plug-in breaks.
    void anEvaluatorThatAnswersNullFailsItsTrialsAndItsTests() throws Exception {
        Evaluator evaluator = new Evaluator() {
            @Override
            public String name() {
                return "null";
            }

            @Override
            public Evaluation open(EvaluationRequest request) {
                return new Evaluation() {
                    @Override
                    public Metrics evaluate(Model model, TrialContext context) {
                        return context.trial() == 0 ? null : Metrics.of(Fixtures.METRIC, 1);
                    }

                    @Override
                    public Optional<Metrics> test(Model model, TrialContext context) {
                        return null;
                    }
                };
            }
        };

        RunResult result = nas.run(experiment(evaluator)
                .budget(Budget.ofTrials(2))
                .runsFolder(folder)
                .build());

        assertThat(result.failed()).isEqualTo(1);
        assertThat(result.best().orElseThrow().test()).isEmpty();
    }

    /** An evaluator, or an evaluation, that can't say one thing about itself. */
    private static Evaluator silentAbout(String what) {
        return new Evaluator() {
            @Override
            public String name() {
                return "silent";
            }

            private boolean say(String asked) {
                if (asked.equals(what)) {
                    throw new IllegalStateException("silent about " + what);
                }
                return false;
            }

            @Override
            public boolean usesNativeCode() {
                return say("native");
            }

            @Override
            public boolean isDeterministic() {
                return say("deterministic");
            }

            @Override
            public Evaluation open(EvaluationRequest request) {
                return new Evaluation() {
                    @Override
                    public Metrics evaluate(Model model, TrialContext context) {
                        return Metrics.of(Fixtures.METRIC, 1);
                    }

                    @Override
                    public boolean dependsOnSeed() {
                        return say("seed");
                    }
                };
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"native", "deterministic", "seed"})
    void anEvaluatorThatCannotSayHowItWorksIsNamedWithItsBundle(String what) {
        assertThatThrownBy(() -> nas.run(experiment(silentAbout(what))
                        .executor(Experiment.INLINE, Map.of())
                        .runsFolder(folder)
                        .build()))
                .satisfies(failure -> assertBlamed(
                        failure,
                        "The evaluator silent (" + BUNDLE + ") can't say whether it ",
                        "IllegalStateException: silent about " + what));
    }

    /** An exception that can't be told: each question about it throws. */
    private static final class Untellable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("no cause");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("no text");
        }
    }

    @Test
    void anExceptionThatCannotBeToldFailsItsTrialAndNotTheRun() throws Exception {
        Evaluator evaluator = new Fixtures.Measuring((model, context) -> {
            if (context.trial() == 0) {
                throw new Untellable();
            }
            return value(model);
        });

        RunResult result = nas.run(experiment(evaluator)
                .budget(Budget.ofTrials(2))
                .runsFolder(folder)
                .build());

        assertThat(result.failed()).isEqualTo(1);
        assertThat(result.completed()).isEqualTo(1);
    }

    @Test
    void aStrategyWhoseExceptionCannotBeToldIsNamed() {
        Strategy strategy = new Strategy() {
            @Override
            public String name() {
                return "untellable";
            }

            @Override
            public Search open(SearchRequest request) {
                throw new Untellable();
            }
        };
        assertThatThrownBy(() -> nas.run(searchedBy(strategy)))
                .satisfies(failure -> assertBlamed(
                        failure,
                        "The strategy untellable (" + BUNDLE + ") can't begin: Untellable: its message can't"));
    }

    @Test
    void causesInACircleAreToldOnce() {
        IllegalStateException one = new IllegalStateException("one");
        IllegalStateException two = new IllegalStateException("two", one);
        one.initCause(two);
        Strategy strategy = new Strategy() {
            @Override
            public String name() {
                return "circular";
            }

            @Override
            public Search open(SearchRequest request) {
                throw two;
            }
        };
        assertThatThrownBy(() -> nas.run(searchedBy(strategy)))
                .satisfies(failure -> assertBlamed(failure, "IllegalStateException: two, caused by", "one"));
    }

    @Test
    void aFailedRunSaysSoEverywhere() throws Exception {
        List<RunFailure> told = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void failed(RunFailure failure) {
                told.add(failure);
            }

            @Override
            public void ended(RunResult result) {
                throw new AssertionError("It did not end, it failed.");
            }
        };
        try (RunHandle run = nas.start(searchedBy(new Broken("tell")), listener)) {
            assertThatThrownBy(() -> run.completion().get()).isInstanceOf(ExecutionException.class);

            assertThat(run.status().state()).isEqualTo(RunStatus.State.FAILED);
            assertThat(told).singleElement().satisfies(failure -> {
                assertThat(failure.blame()).isEqualTo(Blame.PLUGIN);
                assertThat(failure.message()).contains("broken in tell");
                assertThat(failure.folder()).isEqualTo(run.folder());
            });
        }
    }

    /** A strategy that doesn't return from one of its calls before it is let go; so no thread of the test is left. */
    private static final class Stuck implements Strategy, AutoCloseable {
        private final String where;
        private final CountDownLatch called = new CountDownLatch(1);
        private final CountDownLatch never = new CountDownLatch(1);

        Stuck(String where) {
            this.where = where;
        }

        private void stay(String place) {
            while (where.equals(place) && never.getCount() > 0) {
                called.countDown();
                try {
                    never.await();
                } catch (InterruptedException e) {
                    continue; // It heeds nothing.
                }
            }
        }

        @Override
        public String name() {
            return "stuck";
        }

        @Override
        public Search open(SearchRequest request) {
            return new Fixtures.SensitiveSearch(request) {
                @Override
                public Answer ask(Ask ask) {
                    stay("ask");
                    return super.ask(ask);
                }

                @Override
                public void close() {
                    stay("close");
                }
            };
        }

        @Override
        public void close() {
            never.countDown();
        }
    }

    @Test
    void aStrategyThatNeverReturnsIsLeftBehindWhenTheRunIsCancelled() throws Exception {
        try (Stuck stuck = new Stuck("ask");
                RunHandle run = nas.start(searchedBy(stuck))) {
            stuck.called.await();
            run.cancel();
            RunResult result = run.await();

            assertThat(result.reason().kind()).isEqualTo(EndReason.Kind.CANCELLED);
            assertThat(result.reason().message())
                    .contains("The strategy stuck (" + BUNDLE + ") did not return from 'ask', and was left behind.");
        }
        Experiment another = searchedBy(new Fixtures.Sensitive()).toBuilder()
                .continuation(Continuation.NEW)
                .build();
        assertThat(nas.run(another).completed()).isEqualTo(2);
    }

    @Test
    @Tag("long")
    void aStrategyThatNeverReturnsIsLeftBehindSomeTimeAfterTheTimeIsOver() throws Exception {
        try (Stuck stuck = new Stuck("ask")) {
            Experiment experiment = searchedBy(stuck).toBuilder()
                    .budget(Budget.ofTime(Duration.ofSeconds(3)))
                    .build();

            RunResult result = nas.run(experiment);

            assertThat(result.reason().kind()).isEqualTo(EndReason.Kind.TIME);
            assertThat(result.reason().message()).contains("The strategy stuck", "did not return from 'ask'");
        }
    }

    @Test
    @Tag("long")
    void whatNeverReturnsFromItsCloseIsLeftBehindAndNamed() throws Exception {
        try (Stuck stuck = new Stuck("close")) {
            RunResult result = nas.run(searchedBy(stuck));

            assertThat(result.completed()).isEqualTo(2);
            assertThat(result.reason().kind()).isEqualTo(EndReason.Kind.TRIALS);
            assertThat(result.reason().message()).contains("did not close", "BlameTest$Stuck");
        }
    }
}
