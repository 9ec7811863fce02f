package io.lanista.cli;

import io.lanista.api.failure.LanistaException;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.NasRuntimeBuilder;
import io.lanista.runtime.experiment.Continuation;
import io.lanista.runtime.plugin.PluginInfo;
import io.lanista.runtime.watch.EndReason;
import io.lanista.runtime.watch.RunHandle;
import io.lanista.runtime.watch.RunResult;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs an experiment again with each new build of a plug-in. */
@Command(
        name = "dev",
        description = {
            "Runs an experiment, and again with each new build of a plug-in: watches the folder in which its build puts the jar.",
            "Ends with Ctrl-C."
        },
        sortOptions = false)
final class DevCommand implements Callable<Integer> {
    private static final long LOOK_AGAIN_MILLIS = 200;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            defaultValue = "experiment.yaml",
            description = "The experiment file (YAML); ${DEFAULT-VALUE} unless given.")
    private Path file = Path.of("experiment.yaml");

    @Option(
            names = "--target",
            paramLabel = "FOLDER",
            description = "The folder with the jar; target or build/libs beside the experiment unless given.")
    private @Nullable Path target;

    @Option(names = "--out", paramLabel = "FOLDER", description = "Where run folders are made (default: runs).")
    private Path out = Path.of("runs");

    @Mixin
    private PluginFolders plugins = new PluginFolders();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter printer = spec.commandLine().getOut();
        Path watched = target();
        NasRuntimeBuilder builder = NasRuntime.builder().watch();
        List<Path> folders = plugins.beside(file);
        folders.add(watched);
        folders.forEach(builder::plugins);
        try (NasRuntime runtime = builder.build()) {
            List<PluginInfo> known = runtime.plugins();
            tellProblems(known, printer);
            while (run(runtime, printer)) {
                printer.println("Waiting for another build in " + watched + ". Ctrl-C ends this.");
                printer.flush();
                known = anotherBuild(runtime, known, printer);
            }
            return ExitCode.INTERRUPTED;
        }
    }

    /**
     * Waits for a plug-in that can be used and wasn't there before. One that is gone, since its build begins with that, and one that
     * can't be used are nothing to run again with: what is wrong is said.
     */
    private static List<PluginInfo> anotherBuild(NasRuntime runtime, List<PluginInfo> before, PrintWriter printer)
            throws InterruptedException {
        List<PluginInfo> known = before;
        while (true) {
            Thread.sleep(LOOK_AGAIN_MILLIS);
            List<PluginInfo> now = runtime.plugins();
            List<PluginInfo> different = new ArrayList<>(now);
            different.removeAll(known);
            tellProblems(different, printer);
            if (different.stream().anyMatch(plugin -> plugin.state() == PluginInfo.State.ACTIVE)) {
                return now;
            }
            known = now;
        }
    }

    private static void tellProblems(List<PluginInfo> plugins, PrintWriter printer) {
        plugins.forEach(plugin -> plugin.problems().forEach(problem -> printer.println("! " + problem)));
        printer.flush();
    }

    /** One run; false if the user has ended it. What is wrong is said, and the next build may mend it. */
    private boolean run(NasRuntime runtime, PrintWriter printer) throws InterruptedException {
        RunPrinter shown = new RunPrinter(printer, runtime::notation, RunPrinter.Detail.PLAIN);
        try (RunHandle run = runtime.start(
                        runtime.experiment(file)
                                .runsFolder(out)
                                .continuation(Continuation.NEW)
                                .build(),
                        shown);
                Interruption interruption = Interruption.cancelling(run)) {
            RunResult result = run.await();
            return result.reason().kind() != EndReason.Kind.CANCELLED;
        } catch (LanistaException e) {
            Mistakes.tell(e, spec.commandLine().getErr());
            return true;
        }
    }

    private Path target() {
        Path given = target;
        if (given != null) {
            return given;
        }
        Path project = Objects.requireNonNullElse(
                file.toAbsolutePath().getParent(), Path.of("").toAbsolutePath());
        return Files.exists(project.resolve("build.gradle")) || Files.exists(project.resolve("build.gradle.kts"))
                ? project.resolve("build/libs")
                : project.resolve("target");
    }
}
