package io.lanista.cli;

import picocli.CommandLine;

/** Starts the {@code nas} command. */
public final class Main {
    private Main() {}

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        System.setProperty("OPT_OUT_TRACKING", "true");
        Logging.configure();
        System.exit(commandLine().execute(arguments));
    }

    /** The command line, for use without ending the JVM. */
    static CommandLine commandLine() {
        return new CommandLine(new NasCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new Mistakes())
                .setExecutionExceptionHandler(new Mistakes());
    }
}
