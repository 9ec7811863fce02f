package io.lanista.cli;

import io.lanista.runtime.runs.PackedRun;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Packs a run for another machine. */
@Command(
        name = "pack",
        description = {
            "Packs a run into one file: experiment, space, lock of the plug-ins, journal, what it keeps of trials.",
            "'nas run FILE' goes on with it, or searches again, on another machine."
        },
        sortOptions = false)
final class PackCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "The folder of a run.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path run;

    @Option(names = "--to", required = true, paramLabel = "FILE", description = "The zip to write.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path target;

    @Option(names = "--with-data", description = "Pack the data, too.")
    private boolean withData;

    @Override
    public Integer call() {
        if (!target.toString().endsWith(".zip")) {
            throw new UserMistake(
                    "The file (" + target + ") must be called something.zip, since 'nas run' knows it by that.");
        }
        PrintWriter out = spec.commandLine().getOut();
        PackedRun.pack(run, target, withData).forEach(note -> out.println("Note: " + note));
        out.println("Packed " + run + " into " + target + ".");
        out.flush();
        return ExitCode.OK;
    }
}
