package io.lanista.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.lanista.api.failure.Blame;
import io.lanista.api.failure.LanistaException;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.api.space.SearchSpace;
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
import io.lanista.api.trial.Objective;
import io.lanista.runtime.draft.DraftRequest;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.journal.JournalException;
import io.lanista.runtime.watch.EndReason;
import io.lanista.runtime.watch.RunFailure;
import io.lanista.runtime.watch.RunHandle;
import io.lanista.runtime.watch.RunInfo;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunResult;
import io.lanista.runtime.watch.RunStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program that embeds the runtime does with many runs. */
class EmbeddedRunsTest {
    private static final SearchSpace SPACE = SearchSpace.of(Model.named("small")
            .input("x", 1)
            .then("head", Layer.of("linear", "units", Value.choice("width", 1, 2, 3, 4)))
            .build());

    @TempDir
    private Path folder;

    private final CountDownLatch open = new CountDownLatch(1);

    /** Draws whatever the space has. */
    private static final class Drawing implements Strategy {
        @Override
        public String name() {
            return "drawing";
        }

        @Override
        public Search open(SearchRequest request) {
            return new Search() {
                @Override
                public Answer ask(Ask ask) {
                    return Answer.tryOut(request.space().sample(ask.random()));
                }

                @Override
                public void tell(int trial, Outcome outcome) {}
            };
        }
    }

    /** Waits until it may go on. */
    private final class Gated implements Evaluator {
        @Override
        public String name() {
            return "gated";
        }

        @Override
        public Evaluation open(EvaluationRequest request) {
            return (model, context) -> {
                open.await();
                return Metrics.of("score", 1);
            };
        }
    }

    private static final class Refusing implements Evaluator {
        @Override
        public String name() {
            return "refusing";
        }

        @Override
        public Evaluation open(EvaluationRequest request) {
            throw new LanistaException(Blame.USER, "The data are not there.");
        }
    }

    private Experiment experiment(String name, Evaluator evaluator) {
        return Experiment.named(name)
                .space(SPACE)
                .strategy(new Drawing(), Map.of())
                .evaluator(evaluator, Map.of())
                .objective(Objective.maximize("score"))
                .budget(Budget.ofTrials(1))
                .build();
    }

    private NasRuntimeBuilder runtime() {
        return NasRuntime.builder().runs(folder);
    }

    @Test
    void theBestArgumentsOfAFunctionAreFoundWithoutANetwork() throws InterruptedException {
        List<Point> tried = new ArrayList<>();
        try (NasRuntime nas = runtime().build()) {
            Study study = nas.study("parabola")
                    .real("x", -10, 10)
                    .integer("n", 1, 3)
                    .oneOf("word", "a", "b")
                    .strategy(new Drawing(), Map.of())
                    .seed(7)
                    .minimize(40, at -> {
                        tried.add(at);
                        return Math.pow(at.real("x") - 2, 2)
                                + at.integer("n")
                                + (at.text("word").equals("a") ? 0 : 1);
                    });
            assertThat(tried).hasSize(40).contains(study.best());
            assertThat(study.value())
                    .isEqualTo(tried.stream()
                            .mapToDouble(at -> Math.pow(at.real("x") - 2, 2)
                                    + at.integer("n")
                                    + (at.text("word").equals("a") ? 0 : 1))
                            .min()
                            .orElseThrow());
            assertThatThrownBy(() -> study.best().real("y")).hasMessageContaining("There is no argument 'y'");
            assertThatThrownBy(() -> study.best().integer("x")).hasMessageContaining("'x' is no whole number");
            assertThatThrownBy(() -> study.best().real("word")).hasMessageContaining("'word' is no number");
            assertThatThrownBy(() -> nas.study("none").minimize(3, at -> 1)).hasMessageContaining("has no arguments");
            assertThatThrownBy(() -> nas.study("two").real("x", 0, 1).integer("x", 0, 1))
                    .hasMessageContaining("two arguments of the name (x)");
        }
    }

    @Test
    void aFunctionThatThrowsEverywhereIsToldSo() {
        try (NasRuntime nas = runtime().build()) {
            assertThatThrownBy(() -> nas.study("broken")
                            .real("x", 0, 1)
                            .strategy(new Drawing(), Map.of())
                            .maximize(3, at -> {
                                throw new IllegalStateException("no");
                            }))
                    .isInstanceOf(ExperimentException.class)
                    .hasMessageContaining("The function of the study (broken) gave no number for any point")
                    .hasMessageContaining("It threw first: java.lang.IllegalStateException: no")
                    .hasRootCauseMessage("no");
            assertThatThrownBy(() -> nas.study("deep")
                            .real("x", 0, 1)
                            .strategy(new Drawing(), Map.of())
                            .maximize(1, at -> {
                                throw new StackOverflowError("deep");
                            }))
                    .hasMessageContaining("It threw first: java.lang.StackOverflowError: deep");
            assertThatThrownBy(() -> nas.study("none").real("x", 0, 1).minimize(1, null))
                    .hasMessage("A study needs a function");
        }
    }

    @Test
    @SuppressWarnings("NullAway") // Programs that nothing checks pass null.
    void whatABuilderCannotUseIsRefusedWhereItIsGiven() throws Exception {
        NasRuntimeBuilder builder = NasRuntime.builder();
        assertThatThrownBy(() -> builder.plugins(null)).hasMessage("The folder of plug-ins is null");
        assertThatThrownBy(() -> builder.plugin(null)).hasMessage("The plug-in is null");
        assertThatThrownBy(() -> builder.runs(null)).hasMessage("The folder of runs is null");
        assertThatThrownBy(() -> builder.executor(null)).hasMessage("The executor is null");
        assertThatThrownBy(() -> builder.allowOnly(null)).hasMessage("The list of digests is null");
        assertThatThrownBy(() -> builder.loadLimit(Duration.ZERO)).hasMessageContaining("(PT0S) must be above 0");
        assertThatThrownBy(() -> builder.loadLimit(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        Path file = Files.createFile(folder.resolve("plugin.jar"));
        assertThatThrownBy(() -> builder.plugins(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file + ") is a file");
    }

    @Test
    @SuppressWarnings("NullAway") // As above.
    void nullIsToldWhereItIsGiven() {
        try (NasRuntime nas = runtime().build()) {
            Experiment experiment = experiment("null", new Gated());
            assertThatThrownBy(() -> nas.start(experiment, (RunListener) null)).hasMessage("A listener is null");
            assertThatThrownBy(() -> nas.submit(experiment, (RunListener) null)).hasMessage("A listener is null");
            assertThatThrownBy(() -> nas.study("x").listener(null)).hasMessage("A listener is null");
            assertThatThrownBy(() -> nas.start(null)).hasMessage("The experiment is null");
            assertThatThrownBy(() -> nas.retraining(folder, OptionalInt.empty(), false, (Object) null))
                    .hasMessageContaining("is null");
            assertThat(nas.active()).isEmpty();
        }
        ExperimentBuilder builder = Experiment.named("null");
        assertThatThrownBy(() -> builder.space(null)).hasMessage("The space of an experiment is null");
        assertThatThrownBy(() -> builder.strategy((Strategy) null, Map.of())).hasMessageContaining("strategy");
        assertThatThrownBy(() -> builder.strategy("tpe", null)).hasMessageContaining("options is null");
        assertThatThrownBy(() -> builder.evaluator((String) null, Map.of())).hasMessageContaining("name of a plug-in");
        assertThatThrownBy(() -> builder.given(null)).hasMessageContaining("object for the evaluator");
        assertThatThrownBy(() -> builder.objective(null)).hasMessageContaining("objective");
        assertThatThrownBy(() -> builder.budget(null)).hasMessageContaining("budget");
    }

    @Test
    void whatIsNoExportIsToldInASentence() {
        Path missing = folder.resolve("missing");
        try (NasRuntime nas = runtime().build()) {
            assertThatThrownBy(() -> nas.load(missing)).hasMessageContaining("There is no folder (" + missing + ")");
            assertThatThrownBy(() -> nas.open(missing)).hasMessageContaining("There is no folder (" + missing + ")");
            assertThatThrownBy(() -> nas.load(folder)).hasMessageContaining(folder + ") is no whole export");
            assertThatThrownBy(() -> nas.export(missing, folder.resolve("winner")))
                    .isInstanceOf(LanistaException.class)
                    .hasMessageContaining(missing.toString());
        }
    }

    @Test
    void theFolderOfARunIsNoData() throws Exception {
        Path run = Files.createDirectories(folder.resolve("ring-1"));
        Files.createFile(run.resolve("journal.jsonl"));
        DraftRequest request = new DraftRequest(run, Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
        try (NasRuntime nas = runtime().build()) {
            assertThatThrownBy(() -> nas.draft(request))
                    .isInstanceOf(ExperimentException.class)
                    .hasMessageContaining(run + ") is the folder of a run, and no data");
        }
    }

    @Test
    void runsBeyondTheLimitWaitForTheirTurnAndStartsAreRefused() throws Exception {
        try (NasRuntime nas = runtime().maxRuns(1).build()) {
            RunHandle first = nas.submit(experiment("first", new Gated()));
            RunHandle second = nas.submit(experiment("second", new Gated()));
            assertThat(second.status().state()).isEqualTo(RunStatus.State.WAITING);
            assertThatThrownBy(second::folder).hasMessageContaining("has not begun yet");
            assertThatThrownBy(() -> nas.start(experiment("third", new Gated())))
                    .isInstanceOf(ExperimentException.class)
                    .hasMessageContaining("as many runs are in progress as there may be (1)");
            assertThat(nas.active()).containsExactlyInAnyOrder(first, second);
            open.countDown();
            assertThat(first.await().completed()).isEqualTo(1);
            assertThat(second.await().completed()).isEqualTo(1);
            assertThat(second.folder().getFileName()).hasToString("second-1");
            assertThat(nas.active()).isEmpty();
            assertThat(nas.run(experiment("third", new Gated())).completed()).isEqualTo(1);
        }
    }

    @Test
    void aRunThatWaitsIsCancelledAtOnceAndThatIsTold() {
        List<RunFailure> failures = new ArrayList<>();
        try (NasRuntime nas = runtime().maxRuns(1).build()) {
            RunHandle first = nas.submit(experiment("first", new Gated()));
            RunHandle second = nas.submit(experiment("second", new Gated()), failing(failures));
            second.cancel();
            assertThat(second.isDone()).isTrue();
            assertThatThrownBy(second::await).hasMessageContaining("was cancelled before it began");
            assertThat(failures).hasSize(1);
            assertThat(first.isDone()).isFalse();
            open.countDown();
        }
    }

    private static RunListener failing(List<RunFailure> failures) {
        return new RunListener() {
            @Override
            public void failed(RunFailure failure) {
                failures.add(failure);
            }
        };
    }

    @Test
    void whatIsWrongWithASubmittedExperimentIsToldByItsCompletionAndToListeners() {
        List<RunFailure> failures = new ArrayList<>();
        try (NasRuntime nas = runtime().build()) {
            RunHandle run = nas.submit(experiment("wrong", new Refusing()), failing(failures));
            assertThatThrownBy(() -> run.completion().join())
                    .isInstanceOf(CompletionException.class)
                    .hasRootCauseMessage("The data are not there.");
            assertThat(failures)
                    .singleElement()
                    .satisfies(failure -> assertThat(failure.blame()).isEqualTo(Blame.USER));
            assertThat(run.status().state()).isEqualTo(RunStatus.State.FAILED);
        }
    }

    @Test
    void runsWorkOnThreadsOfTheProgramUnderTheirOwnNames() throws InterruptedException {
        AtomicReference<String> name = new AtomicReference<>("");
        AtomicReference<Thread> given = new AtomicReference<>();
        open.countDown();
        try (NasRuntime nas = runtime()
                .executor(task -> {
                    Thread thread = new Thread(task, "mine");
                    given.set(thread);
                    thread.start();
                })
                .build()) {
            RunListener listener = new RunListener() {
                @Override
                public void started(RunInfo run, RunStatus status) {
                    name.set((Thread.currentThread() == given.get()) + " "
                            + Thread.currentThread().getName());
                }
            };
            try (RunHandle run = nas.start(experiment("named", new Gated()), listener)) {
                run.await();
            }
        }
        assertThat(name).hasValue("true run-named-1");
        given.get().join();
        assertThat(given.get().getName()).isEqualTo("mine");
    }

    @Test
    void aListenerThatClosesTheRuntimeCancelsTheRunAndIsToldThatNobodyWaitsForHimself() throws Exception {
        AtomicReference<Throwable> told = new AtomicReference<>();
        NasRuntime nas = runtime().build();
        RunHandle run = nas.submit(experiment("closing", new Gated()), new RunListener() {
            @Override
            public void started(RunInfo info, RunStatus status) {
                told.set(catchThrowable(nas::close));
            }
        });
        assertThat(run.await(Duration.ofSeconds(60)).orElseThrow().reason().kind())
                .isEqualTo(EndReason.Kind.CANCELLED);
        assertThat(told.get()).isInstanceOf(IllegalStateException.class).hasMessageContaining("by its own thread");
        nas.close();
        assertThatThrownBy(() -> nas.start(experiment("late", new Gated()))).hasMessageContaining("is closed");
    }

    @Test
    void anExecutorThatRefusesIsToldInASentence() {
        try (NasRuntime nas = runtime()
                .executor(task -> {
                    throw new RejectedExecutionException("full");
                })
                .build()) {
            assertThatThrownBy(() -> nas.start(experiment("refused", new Gated())))
                    .isInstanceOf(ExperimentException.class)
                    .hasMessageContaining("got no thread from the program's executor: full");
            assertThatThrownBy(
                            () -> nas.submit(experiment("refused", new Gated())).await())
                    .hasMessageContaining("got no thread");
        }
    }

    @Test
    void runsAreListedReadAndDeletedByTheirIds() throws Exception {
        try (NasRuntime nas = runtime().build()) {
            RunHandle running = nas.start(experiment("kept", new Gated()));
            assertThatThrownBy(() -> nas.delete("kept-1")).isInstanceOf(JournalException.class);
            open.countDown();
            RunResult result = running.await();
            assertThat(nas.runs())
                    .singleElement()
                    .satisfies(run -> assertThat(run.folder()).isEqualTo(result.folder()));
            assertThat(nas.run("kept-1").orElseThrow().trials()).hasSize(1);
            assertThat(nas.run("other")).isEmpty();
            assertThatThrownBy(() -> nas.run("../kept-1")).hasMessageContaining("is no id of a run");
            assertThatThrownBy(() -> nas.delete("kept-1\0")).hasMessageContaining("is no id of a run");
            assertThatThrownBy(() -> nas.resume("kept-1")).hasMessageContaining("was described by a program");
            assertThatThrownBy(() -> nas.delete("other")).hasMessageContaining("There are: kept-1");
            nas.delete("kept-1");
            assertThat(nas.runs()).isEmpty();
            assertThat(result.folder()).doesNotExist();
        }
    }

    @Test
    void aRunFromAFileGoesOnByItsIdWhateverBecameOfTheFile() throws Exception {
        Path file = Files.writeString(folder.resolve("e.yaml"), """
                name: filed
                space: space.yaml
                architecture: {width: 8}
                evaluator: {name: classification, data: {source: glyphs, size: 8, per_class: 10}, epochs: 1}
                objective: {maximize: accuracy}
                executor: inline
                """);
        Files.writeString(folder.resolve("space.yaml"), """
                name: small
                input: {image: [1, 8, 8]}
                layers: [flatten, {linear: {units: {choice: width, of: [8, 16]}}}, relu, {linear: {units: outputs}}]
                """);
        try (NasRuntime nas = runtime().build()) {
            RunResult first = nas.run(nas.experiment(file).runsFolder(folder).build());
            Files.delete(file);
            try (RunHandle again = nas.resume("filed-1")) {
                RunResult second = again.await();
                assertThat(second.folder()).isEqualTo(first.folder());
                assertThat(second.best().orElseThrow().metrics())
                        .isEqualTo(first.best().orElseThrow().metrics());
            }
        }
    }
}
