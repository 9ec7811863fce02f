package io.lanista.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.failure.Blame;
import io.lanista.api.failure.LanistaException;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.api.mutate.Mutator;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Execution;
import io.lanista.api.strategy.ExplorationStrategy;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.feed.JournalFeed;
import io.lanista.runtime.feed.JournalReceiver;
import io.lanista.runtime.journal.JournalLine;
import io.lanista.runtime.runs.RunFolder;
import io.lanista.runtime.watch.RunInfo;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunListenerProvider;
import io.lanista.runtime.watch.RunListenerRequest;
import io.lanista.runtime.watch.RunStatus;
import io.lanista.runtime.watch.TrialReport;
import io.lanista.runtime.watch.TrialStart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the program's thread factory is asked for. */
class HostThreadsTest {
    /** Threads of the JDK and of the framework of plug-ins, which nobody can have made by a factory. */
    private static final List<String> OF_LIBRARIES =
            List.of("process reaper", "FileSystemWatchService", "ForkJoinPool", "Felix");

    @TempDir
    private Path folder;

    private final Set<Thread> made = ConcurrentHashMap.newKeySet();
    private final Set<Thread> seen = ConcurrentHashMap.newKeySet();
    private final Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
    private volatile boolean empty;

    private final ThreadFactory factory = task -> {
        if (empty) {
            return null;
        }
        Thread thread = new Thread(task);
        made.add(thread);
        return thread;
    };

    /** A strategy with a thread of its own. */
    private static final class Loop extends ExplorationStrategy {
        @Override
        public String name() {
            return "loop";
        }

        @Override
        public void run(Model base, List<Mutator> mutators, Execution execution) {
            while (!execution.isStopped()) {
                if (execution.hasFreeSlot()) {
                    execution.submit(execution
                            .request()
                            .space()
                            .freeze(execution.request().space().sample(execution.random())));
                } else {
                    execution.awaitResult();
                }
            }
        }
    }

    /** A listener with a thread of its own. */
    private static final class Board implements RunListenerProvider {
        @Override
        public String name() {
            return "board";
        }

        @Override
        public RunListener open(RunListenerRequest request) {
            return new JournalFeed(request.threads("feed"), new RunFolder(request.folder()), new JournalReceiver() {
                @Override
                public void take(JournalLine line) {}

                @Override
                public void deliver() {}
            });
        }
    }

    private final RunListener looking = new RunListener() {
        @Override
        public void trialStarted(TrialStart trial) {
            look();
        }

        @Override
        public void trialEnded(TrialReport report, RunStatus status) {
            look();
        }
    };

    private void look() {
        seen.addAll(Thread.getAllStackTraces().keySet());
    }

    private ExperimentBuilder experiment() {
        return Experiment.named("numbers")
                .space(SearchSpace.of(Model.named("numbers")
                        .input("in", 4)
                        .then("out", Layer.of("identity"))
                        .setting("x", Value.integer("x", 0, 99))
                        .build()))
                .strategy(new Loop(), Map.of())
                .evaluator("misbehaving", Map.of("how", "fine"))
                .objective(Objective.maximize("score"))
                .tracker(new Board(), Map.of())
                .budget(Budget.ofTrials(4))
                .parallelism(2);
    }

    private NasRuntimeBuilder runtime() throws Exception {
        return NasRuntime.builder()
                .threadFactory(factory)
                .plugins(Files.createDirectories(folder.resolve("plugins")))
                .watch()
                .runs(folder);
    }

    @ParameterizedTest
    @CsvSource({"inline, trial", "forked, worker"})
    void allThreadsAreMadeByTheProgramsFactoryAndCalledAfterTheRun(String executor, String role) throws Exception {
        try (NasRuntime nas = runtime().build()) {
            look();
            Experiment experiment = experiment().executor(executor, Map.of()).build();
            assertThat(nas.start(experiment, looking).await().completed()).isEqualTo(4);
        }
        List<Thread> others = new ArrayList<>(seen);
        others.removeAll(before);
        others.removeAll(made);
        assertThat(others)
                .as("threads that something else has made")
                .allMatch(thread -> OF_LIBRARIES.stream().anyMatch(thread.getName()::startsWith));
        assertThat(made.stream().map(Thread::getName))
                .contains(
                        "lanista-plugin-watch",
                        "lanista-run",
                        "control-numbers-1",
                        "listener-board-numbers-1",
                        "feed-numbers-1-0",
                        "strategy-loop-numbers-1-0",
                        role + "-numbers-1-0",
                        role + "-numbers-1-1");
        assertThat(made).allMatch(Thread::isDaemon);
        for (Thread thread : made) {
            thread.join(10_000);
        }
        assertThat(made).noneMatch(Thread::isAlive);
    }

    @Test
    void theStudysThreadsAreTheFactorysToo() throws Exception {
        try (NasRuntime nas = runtime().build()) {
            nas.study("parabola")
                    .real("x", -10, 10)
                    .strategy(new Loop(), Map.of())
                    .minimize(1, at -> {
                        look();
                        return at.real("x");
                    });
        }
        assertThat(seen)
                .filteredOn(thread -> thread.getName().endsWith("parabola-1")
                        || thread.getName().contains("parabola-1-"))
                .isNotEmpty()
                .allMatch(made::contains);
    }

    @Test
    void aFactoryThatGivesNoThreadIsToldWithItsBlameAndCostsNothingElse() throws Exception {
        try (NasRuntime nas = runtime().maxRuns(1).build()) {
            Experiment experiment =
                    experiment().executor(Experiment.INLINE, Map.of()).build();
            empty = true;
            assertThatThrownBy(() -> nas.start(experiment))
                    .isInstanceOf(LanistaException.class)
                    .hasMessageContaining("thread factory gave nothing for the thread (")
                    .satisfies(failure ->
                            assertThat(((LanistaException) failure).blame()).isEqualTo(Blame.RESOURCES));
            assertThatThrownBy(() -> nas.submit(experiment).await()).hasMessageContaining("gave nothing");
            empty = false;
            assertThat(nas.run(experiment).completed()).isEqualTo(4);
            assertThatThrownBy(() -> NasRuntime.builder().threadFactory(null)).hasMessage("The thread factory is null");
        }
    }

    @Test
    void aRunWhoseFactoryGivesNoMoreThreadsEndsAndIsTold() throws Exception {
        try (NasRuntime nas = runtime().build()) {
            Experiment experiment =
                    experiment().executor(Experiment.INLINE, Map.of()).build();
            RunListener late = new RunListener() {
                @Override
                public void started(RunInfo info, RunStatus status) {
                    empty = true;
                }
            };
            assertThatThrownBy(() -> nas.start(experiment, late).await())
                    .hasMessageContaining("gave nothing for the thread (");
            empty = false;
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString())).contains("numbers-1");
        }
    }

    @Test
    void inTheMiddleOfATrialNoThreadIsAskedFor() throws Exception {
        ThreadFactory notInTrials = task -> {
            String asking = Thread.currentThread().getName();
            return asking.startsWith("worker-") || asking.startsWith("trial-") ? null : new Thread(task);
        };
        try (NasRuntime nas =
                NasRuntime.builder().threadFactory(notInTrials).runs(folder).build()) {
            Experiment experiment = experiment()
                    .executor(Experiment.FORKED, Map.of())
                    .trialTime(Duration.ofMinutes(10))
                    .retries(0)
                    .build();
            assertThat(nas.run(experiment).completed()).isEqualTo(4);
        }
    }

    @Test
    void aListenerThatGetsNoThreadIsClosed() {
        AtomicInteger opened = new AtomicInteger();
        AtomicInteger closed = new AtomicInteger();
        RunListenerProvider provider = new RunListenerProvider() {
            @Override
            public String name() {
                return "counted";
            }

            @Override
            public RunListener open(RunListenerRequest request) {
                opened.incrementAndGet();
                empty = true;
                return new RunListener() {
                    @Override
                    public void close() {
                        closed.incrementAndGet();
                    }
                };
            }
        };
        try (NasRuntime nas =
                NasRuntime.builder().threadFactory(factory).runs(folder).build()) {
            Experiment experiment = experiment()
                    .executor(Experiment.INLINE, Map.of())
                    .tracker(provider, Map.of())
                    .build();
            assertThatThrownBy(() -> nas.start(experiment).await())
                    .hasMessageContaining("gave nothing for the thread (listener-counted-numbers-1)");
            assertThat(opened).hasValue(1);
            assertThat(closed).hasValue(1);
        }
    }
}
