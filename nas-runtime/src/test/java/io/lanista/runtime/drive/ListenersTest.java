package io.lanista.runtime.drive;

import static io.lanista.runtime.drive.Fixtures.experiment;
import static io.lanista.runtime.drive.Fixtures.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.option.Option;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.plugin.NoSuchProviderException;
import io.lanista.runtime.plugin.PluginException;
import io.lanista.runtime.watch.RunFailure;
import io.lanista.runtime.watch.RunHandle;
import io.lanista.runtime.watch.RunInfo;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunListenerProvider;
import io.lanista.runtime.watch.RunListenerRequest;
import io.lanista.runtime.watch.RunResult;
import io.lanista.runtime.watch.RunStatus;
import io.lanista.runtime.watch.TrialReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Listeners of plug-ins: on a thread of their own, whatever they do. */
class ListenersTest extends HostedTest {
    private static final Option<String> URL = Option.text("url", "nowhere", "Where to send it.");

    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());

    /** Makes the listeners that a test wants. */
    private record Provider(Function<RunListenerRequest, RunListener> made) implements RunListenerProvider {
        @Override
        public String name() {
            return "board";
        }

        @Override
        public List<Option<?>> options() {
            return List.of(URL);
        }

        @Override
        public RunListener open(RunListenerRequest request) {
            return made.apply(request);
        }
    }

    private ExperimentBuilder watchedBy(Function<RunListenerRequest, RunListener> made) {
        return experiment(new Fixtures.Measuring((model, context) -> value(model)))
                .tracker(new Provider(made), Map.of("url", "here"))
                .budget(Budget.ofTrials(2))
                .runsFolder(folder);
    }

    /** Hears notes. */
    private final RunListener own = new RunListener() {
        @Override
        public void noted(String sentence) {
            heard.add(sentence);
        }
    };

    private RunResult run(ExperimentBuilder experiment) throws InterruptedException {
        try (RunHandle run = nas.start(experiment.build(), own)) {
            return run.await();
        }
    }

    @Test
    void aTrackerHearsAllOnAThreadOfItsOwnAndIsClosed() throws Exception {
        run(watchedBy(request -> new RunListener() {
            @Override
            public void started(RunInfo run, RunStatus status) {
                heard.add(request.experiment() + " " + request.options().get(URL) + " in "
                        + request.folder().getFileName() + " by "
                        + run.searcher().name());
                heard.add(Thread.currentThread().getName());
            }

            @Override
            public void trialEnded(TrialReport report, RunStatus status) {
                heard.add("end " + report.trial());
            }

            @Override
            public void ended(RunResult result) {
                heard.add("ended");
            }

            @Override
            public void close() {
                heard.add("closed");
            }
        }));

        assertThat(heard)
                .containsExactly(
                        "test here in test-1 by sensitive",
                        "listener-board-test-1",
                        "end 0",
                        "end 1",
                        "ended",
                        "closed");
    }

    @Test
    void aTrackerThatThrowsIsNotedOnce() throws Exception {
        RunResult result = run(watchedBy(request -> new RunListener() {
            @Override
            public void trialEnded(TrialReport report, RunStatus status) {
                throw new IllegalStateException("no connection");
            }
        }));

        assertThat(result.completed()).isEqualTo(2);
        assertThat(heard)
                .singleElement()
                .asString()
                .contains("The listener board (classpath 0.0.0) failed: IllegalStateException: no connection")
                .contains("The run goes on");
    }

    /** What a listener may throw, in each of its methods; other languages throw exceptions that aren't declared. */
    static Stream<Throwable> whatListenersThrow() {
        return Stream.of(
                new IllegalStateException("no"),
                new StackOverflowError("no"),
                new OutOfMemoryError("no"),
                new IOException("no"));
    }

    private static RunListener throwing(Throwable thrown) {
        return new RunListener() {
            @Override
            public void started(RunInfo run, RunStatus status) {
                sneak(thrown);
            }

            @Override
            public void trialEnded(TrialReport report, RunStatus status) {
                sneak(thrown);
            }

            @Override
            public void ended(RunResult result) {
                sneak(thrown);
            }

            @Override
            public void failed(RunFailure failure) {
                sneak(thrown);
            }
        };
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @ParameterizedTest
    @MethodSource("whatListenersThrow")
    void aRunEndsWhateverItsListenersThrow(Throwable thrown) throws Exception {
        ExperimentBuilder experiment = watchedBy(request -> throwing(thrown));
        try (RunHandle run = nas.start(experiment.build(), throwing(thrown), own)) {
            assertThat(run.completion().get(1, TimeUnit.MINUTES).completed()).isEqualTo(2);
        }
        assertThat(heard).singleElement().asString().contains("The listener board");
        ExperimentBuilder failing = experiment(new Fixtures.Measuring((model, context) -> 0))
                .strategy("nosuch", Map.of())
                .runsFolder(folder);
        CompletableFuture<RunResult> told =
                nas.submit(failing.build(), throwing(thrown)).completion();
        assertThatThrownBy(() -> told.get(1, TimeUnit.MINUTES)).hasMessageContaining("No strategy 'nosuch'");
    }

    /** The listener is let go once the trials are over: they can't have waited for it. */
    @Test
    void aSlowTrackerHoldsUpNothingAndMissesEventsWithANote() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        ExperimentBuilder experiment = watchedBy(request -> new RunListener() {
                    @Override
                    public void started(RunInfo run, RunStatus status) {
                        try {
                            over.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    }
                })
                .budget(Budget.ofTrials(1500));
        RunListener letting = new RunListener() {
            @Override
            public void trialEnded(TrialReport report, RunStatus status) {
                if (status.completed() == 1500) {
                    over.countDown();
                }
            }
        };
        try (RunHandle run = nas.start(experiment.build(), own, letting)) {
            assertThat(run.await().completed()).isEqualTo(1500);
        }

        assertThat(heard).singleElement().asString().contains("is more than 1000 events behind");
    }

    @Test
    void aTrackerThatCannotBeginIsRefusedBeforeAnythingRuns() {
        assertThatThrownBy(() -> run(watchedBy(request -> {
                    throw new IllegalStateException("no server");
                })))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("The listener board (classpath 0.0.0) can't begin")
                .hasMessageContaining("no server");
        assertThatThrownBy(() -> run(experiment(new Fixtures.Measuring((model, context) -> 0))
                        .tracker("bord", Map.of())
                        .runsFolder(folder)))
                .isInstanceOf(NoSuchProviderException.class)
                .hasMessageContaining("No listener 'bord'");
    }
}
