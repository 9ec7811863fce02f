package io.lanista.runtime.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.api.option.OptionException;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.strategy.Strategy;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.watch.EndReason;
import io.lanista.runtime.watch.RunHandle;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunResult;
import io.lanista.runtime.watch.RunStatus;
import io.lanista.runtime.watch.TrialReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class ForkedExecutorTest {
    private static NasRuntime nas;

    @TempDir
    Path folder;

    private final List<TrialReport> ended = new ArrayList<>();

    @BeforeAll
    static void start() {
        nas = NasRuntime.builder().build();
    }

    @AfterAll
    static void stop() {
        nas.close();
    }

    /** Tries the numbers in order. */
    private static final class Counting implements Strategy {
        @Override
        public String name() {
            return "counting";
        }

        @Override
        public Search open(SearchRequest request) {
            return new Search() {
                @Override
                public Answer ask(Ask ask) {
                    return Answer.tryOut(request.space()
                            .enumerate()
                            .skip(ask.trial())
                            .findFirst()
                            .orElseThrow());
                }

                @Override
                public void tell(int trial, Outcome outcome) {}
            };
        }
    }

    private ExperimentBuilder experiment(String how) {
        return experiment(how, folder);
    }

    static ExperimentBuilder experiment(String how, Path folder) {
        return Experiment.named("forked")
                .space(SearchSpace.of(Model.named("numbers")
                        .input("in", 4)
                        .then("out", Layer.of("identity"))
                        .setting("x", Value.integer("x", 0, 99))
                        .build()))
                .strategy(new Counting(), Map.of())
                .evaluator("misbehaving", Map.of("how", how))
                .objective(Objective.maximize("score"))
                .budget(Budget.ofTrials(4))
                .retries(0)
                .executor(Experiment.FORKED, Map.of("heap", "64m"))
                .runsFolder(folder);
    }

    private RunResult run(ExperimentBuilder experiment) throws InterruptedException {
        RunListener listener = new RunListener() {
            @Override
            public void trialEnded(TrialReport report, RunStatus status) {
                ended.add(report);
            }
        };
        try (RunHandle run = nas.start(experiment.build(), listener)) {
            return run.await();
        }
    }

    @Test
    void evaluatesAndTestsInWarmWorkers() throws Exception {
        RunResult result = run(experiment("fine").parallelism(2));

        assertThat(result.completed()).isEqualTo(4);
        assertThat(result.best().orElseThrow().score().value()).isEqualTo(3);
        assertThat(result.best().orElseThrow().test().orElseThrow().get("test")).isNaN();
        assertThat(result.folder().resolve("workers")).isDirectoryNotContaining("glob:**/worker-3.log");
        assertThat(result.folder().resolve("trials/3/artifact/pid"))
                .content()
                .isNotEqualTo("" + ProcessHandle.current().pid());
    }

    @ParameterizedTest
    @CsvSource({
        "segv, native code crashed (report",
        "memory, it ran out of memory (exit status 3)",
        "exit, it called System.exit (exit status 7)",
        "three, it called System.exit (exit status 3)",
        "kill, it was killed (exit status 137)",
    })
    void goesOnWhenAWorkerDies(String how, String cause) throws Exception {
        RunResult result = run(experiment(how));

        assertThat(result.completed()).isEqualTo(3);
        assertThat(result.failed()).isEqualTo(1);
        TrialReport failed = ended.get(1);
        assertThat(((Outcome.Failed) failed.outcome()).reason()).startsWith("The worker died: " + cause);
        assertThat(Path.of(failed.log())).exists();
    }

    @Test
    void endsATrialThatTakesTooLong() throws Exception {
        RunResult result = run(experiment("loop").trialTime(Duration.ofSeconds(2)));

        assertThat(result.completed()).isEqualTo(3);
        assertThat(((Outcome.Failed) ended.get(1).outcome()).reason())
                .contains("that a trial may take")
                .contains("whose log is " + ended.get(1).log());
    }

    @Test
    void endsAWorkerThatTakesTooMuchMemory() throws Exception {
        assumeTrue(Machine.now().memory().isPresent(), "the system doesn't say what processes hold");

        RunResult result = run(
                experiment("native").retries(2).executor(Experiment.FORKED, Map.of("heap", "64m", "memory", "600m")));

        assertThat(result.completed()).isEqualTo(3);
        assertThat(result.failed()).isEqualTo(1);
        assertThat(((Outcome.Failed) ended.get(1).outcome()).reason())
                .startsWith("It took ")
                .contains(
                        "a worker may take 600 MB",
                        "(parallel)",
                        "option memory",
                        ended.get(1).log());
        assertThat(result.folder().resolve("workers")).isDirectoryNotContaining("glob:**/worker-3.log");
    }

    @Test
    void runsATrialAgainWhoseWorkerDied() throws Exception {
        RunResult result = run(experiment("exit").retries(2).budget(Budget.ofTrials(2)));

        assertThat(result.failed()).isEqualTo(1);
        assertThat(result.folder().resolve("workers")).isDirectoryContaining("glob:**/worker-3.log");
    }

    @Test
    void aWorkerThatIsKilledBeforeItIsReadyCostsAnAttemptAndNotTheTrial() throws Exception {
        RunResult result = run(experiment("dead").baseFolder(folder).retries(1));

        assertThat(result.completed()).isEqualTo(4);
        assertThat(result.failed()).isZero();
    }

    @Test
    void saysHowAWorkerEndedBeforeItWasReady() throws Exception {
        RunResult result = run(experiment("dead").baseFolder(folder));

        assertThat(result.failed()).isEqualTo(1);
        assertThat(((Outcome.Failed) ended.get(0).outcome()).reason())
                .startsWith("The worker ended before it was ready: it was killed (exit status 137)");
    }

    @Test
    void connectionsFromOthersHarmNothing() throws Exception {
        RunResult result = run(experiment("attack"));

        assertThat(result.completed()).isEqualTo(4);
        assertThat(result.folder().resolve("workers")).isDirectoryNotContaining("glob:**/worker-2.log");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100})
    void whatTrialsStartedEndsWithTheRun(int trials) throws Exception {
        try (RunHandle run = nas.start(experiment("children")
                .budget(trials == 0 ? Budget.ofTrials(2) : Budget.ofTrials(trials))
                .build())) {
            Path children = run.folder().resolve("children");
            while (!Files.exists(children)) {
                Thread.sleep(5);
            }
            if (trials == 0) {
                run.await();
            }
        }
        awaitEnd(Files.readAllLines(folder.resolve("forked-1/children")));
    }

    @Test
    void aReasonIsOneLineOfBoundedLength() throws Exception {
        run(experiment("long"));

        assertThat(((Outcome.Failed) ended.get(1).outcome()).reason())
                .startsWith("IllegalStateException: [31mred and long long")
                .endsWith("characters)")
                .hasSizeLessThan(2001)
                .doesNotContain("\u001b", "\n");
    }

    @Test
    void leavesNoProcessBehindWhenCancelled() throws Exception {
        try (RunHandle run = nas.start(experiment("loop").build())) {
            while (run.status().running() == 0 || run.status().scored() == 0) {
                Thread.sleep(5);
            }
            run.cancel();
            run.await();
        }
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .noneMatch(process -> process.info().commandLine().orElse("").contains("WorkerMain"));
    }

    @Test
    void noWorkerOutlivesAHostThatIsKilledWhileTheWorkerBegins() throws Exception {
        noWorkerOutlives("late", folder.resolve("opening"));
    }

    @Test
    void noWorkerOutlivesAHostThatIsKilled() throws Exception {
        // The second trial loops for ever, so its host does not end before it is killed.
        noWorkerOutlives("loop", folder.resolve("forked-1/trials/1/artifact/pid"));
    }

    @Test
    void nothingThatATrialStartedOutlivesAHostThatIsKilled() throws Exception {
        Path children = folder.resolve("forked-1/children");
        noWorkerOutlives("children", children);

        awaitEnd(Files.readAllLines(children));
    }

    private static void awaitEnd(List<String> pids) {
        for (String pid : pids) {
            ProcessHandle.of(Long.parseLong(pid))
                    .ifPresent(child ->
                            child.onExit().orTimeout(30, TimeUnit.SECONDS).join());
        }
    }

    private void noWorkerOutlives(String how, Path sign) throws Exception {
        Process host = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkerSearchProgram.class.getName(),
                        folder.toString(),
                        how)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        while (host.isAlive() && host.descendants().findAny().isEmpty()) {
            Thread.sleep(20);
        }
        while (host.isAlive() && !Files.exists(sign)) {
            Thread.sleep(20);
        }
        List<ProcessHandle> workers = host.descendants().toList();
        host.destroyForcibly();

        assertThat(workers).isNotEmpty();
        for (ProcessHandle worker : workers) {
            worker.onExit().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void givesEachWorkerItsDeviceThreadsAndHeap() throws Exception {
        // The second trial ends its worker: the next one gets the device that is free again.
        run(experiment("exit")
                .parallelism(2)
                .budget(Budget.ofTrials(6))
                .executor(Experiment.FORKED, Map.of("heap", "64m", "threads", 3, "devices", "4, 6")));

        List<Metrics> measured = ended.stream()
                .map(TrialReport::outcome)
                .filter(Outcome.Scored.class::isInstance)
                .map(outcome -> ((Outcome.Scored) outcome).metrics())
                .toList();
        int cores = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        assertThat(measured)
                .hasSize(5)
                .allMatch(metrics -> List.of(4.0, 6.0).contains(metrics.get("device")))
                .allMatch(metrics -> metrics.get("threads") == Math.min(3, cores))
                .allMatch(metrics -> metrics.get("heap") <= 64 << 20);
    }

    @Test
    void hidesGraphicsProcessorsWhereOnlyTheProcessorIsToBeUsed() throws Exception {
        run(experiment("fine").budget(Budget.ofTrials(1)).executor(Experiment.FORKED, Map.of("devices", "cpu")));

        assertThat(((Outcome.Scored) ended.get(0).outcome()).metrics().get("device"))
                .isEqualTo(-1);
        assertThatThrownBy(() -> run(experiment("fine").executor(Experiment.FORKED, Map.of("devices", "first"))))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("(devices)");
    }

    @Test
    void givesUpAWorkerThatIsNeverReady() throws Exception {
        try (RunHandle run = nas.start(experiment("late").baseFolder(folder).build())) {
            while (!Files.exists(folder.resolve("opening"))
                    || Files.readString(folder.resolve("opening")).isEmpty()) {
                Thread.sleep(5);
            }
            run.cancel();
            assertThat(run.await().reason().kind()).isEqualTo(EndReason.Kind.CANCELLED);
        }
        ProcessHandle.of(Long.parseLong(Files.readString(folder.resolve("opening"))))
                .ifPresent(worker ->
                        worker.onExit().orTimeout(30, TimeUnit.SECONDS).join());
    }

    @Test
    void refusesAnEvaluatorThatIsAnObject() {
        Experiment experiment = experiment("fine")
                .evaluator(new MisbehavingEvaluator(), Map.of())
                .build();

        assertThatThrownBy(() -> nas.run(experiment))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("'inline'");
    }
}
