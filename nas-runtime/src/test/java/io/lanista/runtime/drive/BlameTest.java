package io.lanista.runtime.drive;

import static io.lanista.runtime.drive.Fixtures.experiment;
import static io.lanista.runtime.drive.Fixtures.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.failure.Blame;
import io.lanista.api.failure.LanistaException;
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
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.Continuation;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.watch.EndReason;
import io.lanista.runtime.watch.RunFailure;
import io.lanista.runtime.watch.RunHandle;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunResult;
import io.lanista.runtime.watch.RunStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** The strategy ends with the run, so that no thread of the test is left. */
    @Test
    void aStrategyThatNeverReturnsIsLeftBehindWhenTheRunIsCancelled() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Strategy stuck = new Strategy() {
            @Override
            public String name() {
                return "stuck";
            }

            @Override
            public Search open(SearchRequest request) {
                return new Fixtures.SensitiveSearch(request) {
                    @Override
                    public Answer ask(Ask ask) {
                        asked.countDown();
                        while (never.getCount() > 0) {
                            try {
                                never.await();
                            } catch (InterruptedException e) {
                                continue; // It heeds nothing.
                            }
                        }
                        return super.ask(ask);
                    }
                };
            }
        };
        try (RunHandle run = nas.start(searchedBy(stuck))) {
            asked.await();
            run.cancel();
            RunResult result = run.await();

            assertThat(result.reason().kind()).isEqualTo(EndReason.Kind.CANCELLED);
            assertThat(result.reason().message())
                    .contains("The strategy stuck (" + BUNDLE + ") did not return from 'ask', and was left behind.");
        } finally {
            never.countDown();
        }
        Experiment another = searchedBy(new Fixtures.Sensitive()).toBuilder()
                .continuation(Continuation.NEW)
                .build();
        assertThat(nas.run(another).completed()).isEqualTo(2);
    }
}
