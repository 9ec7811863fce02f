package io.lanista.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import picocli.CommandLine;

/**
 * A tiny search, and then the commands that only read, all in one JVM: from it, {@code bin/nas} learns which classes its archive needs.
 * What fails is left out; the commands say what is wrong when they are used.
 */
final class WarmUp {
    private WarmUp() {}

    /** Takes the experiment file and a folder for its runs. */
    public static void main(String[] arguments) {
        Main.prepare();
        Path runs = Path.of(arguments[1]);
        String run = runs.resolve("warm-up-1").toString();
        execute("run", arguments[0], "--out", runs.toString());
        execute("--version");
        execute("ls", runs.toString());
        execute("plugins", "list");
        execute("best", run);
        execute("show", run);
        execute("space", "show", "nasbench201");
        execute("best", run, "--json");
        execute("report", run);
        String winner = runs.resolve("winner").toString();
        execute("export", run, "--to", winner);
        Main.endChildren();
        System.exit(ExitCode.OK);
    }

    private static void execute(String... arguments) {
        CommandLine line = Main.commandLine(arguments);
        line.setOut(new PrintWriter(Writer.nullWriter()));
        line.setErr(new PrintWriter(Writer.nullWriter()));
        line.execute(arguments);
    }
}
