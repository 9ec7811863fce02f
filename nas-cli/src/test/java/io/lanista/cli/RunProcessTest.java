package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code nas run} as a process of its own, with trials that end it, or never end. */
@Tag("slow")
class RunProcessTest {
    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    private Path experiment(String deeds, String more) throws IOException {
        return Files.writeString(folder.resolve("experiment.yaml"), """
                name: trouble
                space:
                  name: deeds
                  input: {x: [4]}
                  settings: {does: {choice: deed, of: [%s]}}
                  layers: [identity]
                strategy: in-order
                evaluator: troublesome
                objective: {maximize: score}
                %s
                """.formatted(deeds, more));
    }

    /** An experiment whose strategy is in a mood. */
    private Path moody(String mood) throws IOException {
        String text = Files.readString(experiment("fine", ""));
        return Files.writeString(
                folder.resolve("moody.yaml"),
                text.replace("strategy: in-order", "strategy: {name: moody, mood: " + mood + "}"));
    }

    private Process run(Path experiment, String... options) throws IOException {
        // A build in the background ignores Ctrl-C, and so would what it starts.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                experiment.toString(),
                "--out",
                folder.resolve("runs").toString()));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        started.add(process);
        return process;
    }

    /** The same, with a home that can't be written, and temporary files in a folder of the test. */
    private Process homeless(Path experiment) throws IOException {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + Files.createFile(folder.resolve("home")),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                experiment.toString(),
                "--out",
                folder.resolve("runs").toString(),
                "--no-baselines");
        builder.environment().keySet().removeAll(List.of("DJL_CACHE_DIR", "ENGINE_CACHE_DIR", "PYTORCH_LIBRARY_PATH"));
        builder.environment().put("HOME", folder.resolve("home").toString());
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        started.add(process);
        return process;
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output"));
    }

    private static int end(Process process) throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
        return process.exitValue();
    }

    private static void assumeSignals() throws Exception {
        try {
            assumeTrue(new ProcessBuilder("env", "--default-signal=INT", "true")
                            .start()
                            .waitFor()
                    == 0);
        } catch (IOException e) {
            assumeTrue(false, "This system has no env that sets signals.");
        }
    }

    private static void interrupt(Process process) throws Exception {
        new ProcessBuilder("kill", "-INT", "" + process.pid()).start().waitFor();
    }

    private void await(Process process, String text) throws Exception {
        while (process.isAlive() && !output().contains(text)) {
            Thread.sleep(10);
        }
        assertThat(output()).contains(text);
    }

    /** The workers of a run once there are as many. */
    private static List<ProcessHandle> workers(Process process, int count) throws InterruptedException {
        List<ProcessHandle> workers = List.of();
        while (process.isAlive() && workers.size() < count) {
            Thread.sleep(10);
            workers = process.descendants().toList();
        }
        assertThat(workers)
                .as(() -> "" + process.descendants().map(ProcessHandle::info).toList())
                .hasSize(count);
        return workers;
    }

    @Test
    void whatATrialOfThisJvmStartedEndsWithTheCommand() throws Exception {
        Process run = run(experiment("child", "executor: inline"));
        assertThat(end(run)).as(output()).isZero();

        ProcessHandle.of(Long.parseLong(Files.readString(folder.resolve("child"))))
                .ifPresent(
                        child -> child.onExit().orTimeout(30, TimeUnit.SECONDS).join());
    }

    @Test
    void everyDeathOfAWorkerIsAFailedTrialWithItsReasonAndALog() throws Exception {
        assumeSignals();
        Path file = experiment("fine, crash, memory, exit, native, kill, well", """
                budget: {trials: 7, trial_time: 3s}
                failures: {in_a_row: 10, retries: 0}
                executor: {name: forked, heap: 64m}
                """);

        int code = end(run(file, "--json"));

        assertThat(output()).contains("\"completed\":2,\"failed\":5").contains("trials run in worker JVMs");
        assertThat(code).isEqualTo(ExitCode.OK);
        assertThat(line(1)).contains("failed: The worker died: native code crashed (report ");
        assertThat(line(2)).contains("failed: The worker died: it ran out of memory (exit status 3)");
        assertThat(line(3)).contains("failed: The worker died: it called System.exit (exit status 7)");
        assertThat(line(4))
                .contains("failed: It took longer than the ")
                .contains(" s that a trial may take. Maybe raise 'trial_time'");
        assertThat(line(5)).contains("failed: The worker died: it was killed (exit status 137)");
        Matcher logs = Pattern.compile("Its log is (\\S+)\\.").matcher(output());
        assertThat(logs.results().map(found -> Path.of(found.group(1))))
                .hasSize(4)
                .allMatch(Files::exists);
    }

    @ParameterizedTest
    @ValueSource(strings = {"inline", "forked"})
    void aSecondRunAndARepairAreRefusedBesideARunAndLookingAtItDisturbsNobody(String executor) throws Exception {
        Path file = experiment("fine, wait, well", "budget: {trials: 3}\nexecutor: " + executor);
        Process first = run(file);
        await(first, "#0 ");
        Shell second = new Shell(folder);
        String folderOfRun = folder.resolve("runs/trouble-1").toString();

        assertThat(second.run()).isEqualTo(ExitCode.USAGE);
        assertThat(second.err()).contains("is being written by another run");
        assertThat(second.nas("journal", "repair", folderOfRun)).isEqualTo(ExitCode.USAGE);
        assertThat(second.err()).contains("is being written by another run");
        for (int i = 0; i < 5; i++) {
            assertThat(second.nas("show", folderOfRun)).isZero();
            assertThat(second.out()).contains("deed=fine");
            assertThat(second.nas("best", folderOfRun)).isZero();
            assertThat(second.nas("journal", "check", folderOfRun)).isZero();
            assertThat(second.nas("ls", folder.resolve("runs").toString())).isZero();
            assertThat(second.nas(
                            "report",
                            folderOfRun,
                            "--to",
                            folder.resolve("report" + i).toString()))
                    .as(second.err())
                    .isZero();
        }
        assertThat(second.run()).isEqualTo(ExitCode.USAGE);
        Files.createFile(folder.resolve(TroublesomeEvaluator.PEACE));
        assertThat(end(first)).as(output()).isZero();

        assertThat(second.nas("journal", "check", folderOfRun)).as(second.out()).isZero();
        assertThat(second.nas("show", folderOfRun)).isZero();
        assertThat(second.out()).contains("deed=fine", "deed=wait", "deed=well");
        assertThat(second.nas("journal", "repair", folderOfRun)).isZero();
        assertThat(second.out()).contains("nothing was changed");
    }

    private String line(int trial) throws IOException {
        return output().lines()
                .filter(line -> line.startsWith("#" + trial + " "))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void oneCtrlCEndsTrialsInNativeCodeAndTheirWorkers() throws Exception {
        assumeSignals();
        Process process = run(
                experiment("native, fine, native2", "executor: {name: forked}\nbudget: {trials: 3}"),
                "--parallel",
                "2");
        await(process, "#1 ");
        List<ProcessHandle> workers = workers(process, 2);

        interrupt(process);

        assertThat(end(process)).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(output()).contains("The same command goes on from here").contains("1 trial completed, 0 failed");
        assertThat(workers).noneMatch(ProcessHandle::isAlive);
    }

    @ParameterizedTest
    @ValueSource(strings = {"inline", "forked"})
    void aSecondCtrlCEndsItAtOnceAndTheSameCommandGoesOn(String executor) throws Exception {
        assumeSignals();
        String budget = "budget: {trials: 2}\nexecutor: " + executor;
        Process process = run(experiment("fine, native", budget));
        await(process, "#0 ");
        List<ProcessHandle> workers = executor.equals("forked") ? workers(process, 1) : List.of();

        interrupt(process);
        await(process, "Once more");
        interrupt(process);

        assertThat(end(process)).isEqualTo(ExitCode.INTERRUPTED);
        for (ProcessHandle worker : workers) {
            worker.onExit().get(60, TimeUnit.SECONDS);
        }
        Files.createFile(folder.resolve(TroublesomeEvaluator.PEACE));
        Process again = run(experiment("fine, native", budget));
        assertThat(end(again)).isEqualTo(ExitCode.OK);
        assertThat(output()).contains("Going on in").contains("2 trials completed, 0 failed");
    }

    @Test
    void aStrategyThatThrowsIsNamedWithTheExitCodeOfPlugIns() throws Exception {
        Process process = run(moody("throws"));

        assertThat(end(process)).isEqualTo(ExitCode.PLUGIN);
        assertThat(output())
                .contains("nas: The strategy moody (classpath 0.0.0) failed in ask: IllegalStateException: not today.")
                .doesNotContain("\tat ");
    }

    @Test
    void ctrlCLeavesAStrategyThatNeverAnswersBehind() throws Exception {
        assumeSignals();
        Process process = run(moody("stays"));
        await(process, "Journal in");

        interrupt(process);

        assertThat(end(process)).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(output()).contains("The strategy moody (classpath 0.0.0) did not return from 'ask'");
    }

    @Test
    void aPlugInThatEndsTheProgramIsNamedAndNoInterruption() throws Exception {
        for (Path experiment : List.of(moody("exits"), experiment("exit", "executor: inline"))) {
            Process process = run(experiment, "--new");

            assertThat(end(process)).as(output()).isEqualTo(ExitCode.PLUGIN);
            assertThat(output())
                    .containsPattern(
                            "A plug-in ended the program: it called System.exit at [^ ]*io.lanista.cli.(Moody|Troublesome)")
                    .doesNotContain("interrupted");
        }
    }

    @Test
    void aQuietRunTellsThatTheSearchFailed() throws Exception {
        Path experiment = experiment("exit", "executor: forked\nbudget: {trials: 1}\nfailures: {retries: 0}");

        Process process = run(experiment, "-q");

        assertThat(end(process)).isEqualTo(ExitCode.FAILED);
        assertThat(output()).containsPattern("nas: the search failed\\. .*Trial 0 failed: .+");
    }

    @Test
    void hostAndWorkersShareOneLibtorchWhereTheHomeCannotBeWritten() throws Exception {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        StringBuilder rows = new StringBuilder("a,b,kind\n");
        for (int row = 0; row < 60; row++) {
            rows.append(row % 7).append(".5,").append(row % 5).append(row % 2 == 0 ? ",u\n" : ",v\n");
        }
        Files.writeString(folder.resolve("data.csv"), rows.toString());
        Path experiment = Files.writeString(folder.resolve("experiment.yaml"), """
                name: homeless
                space: {name: net, layers: [{linear: {units: {choice: width, of: [4, 8, 16]}}}, {linear: {units: outputs}}]}
                strategy: in-order
                evaluator: {name: classification, data: {source: csv, path: data.csv}, epochs: 2}
                objective: {maximize: accuracy}
                budget: {trials: 3}
                executor: forked
                parallel: 2
                """);

        Process process = homeless(experiment);

        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as(output()).isTrue();
        assertThat(process.exitValue()).as(output()).isZero();
        assertThat(output()).contains("3 trials completed, 0 failed");
        try (Stream<Path> files = Files.walk(folder.resolve("temporary"))) {
            assertThat(files.filter(file -> file.getFileName().toString().matches("(lib)?torch_cpu\\..*")))
                    .hasSize(1);
        }
    }
}
