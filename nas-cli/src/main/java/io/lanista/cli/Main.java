package io.lanista.cli;

import java.util.Locale;
import picocli.CommandLine;

/** Starts the {@code nas} command. */
public final class Main {
    private Main() {}

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        prepare();
        int code = run(arguments);
        endChildren();
        System.exit(code);
    }

    /** Sets what the whole JVM goes by. */
    static void prepare() {
        Locale.setDefault(Locale.ROOT); // What it says is the same everywhere, digits included.
        System.setProperty("OPT_OUT_TRACKING", "true");
        Logging.configure();
    }

    private static int run(String[] arguments) {
        CommandLine line = commandLine(arguments);
        try {
            return line.execute(arguments);
        } catch (OutOfMemoryError e) {
            return Mistakes.tell(e, line.getErr());
        }
    }

    /** Ends the processes that trials in this JVM have started. */
    static void endChildren() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    /** The command line with all commands, to describe them. */
    static CommandLine commandLine() {
        return set(NasCommand.withAll());
    }

    /** The command line for these arguments, which it is to execute; for use without ending the JVM. */
    static CommandLine commandLine(String... arguments) {
        return set(NasCommand.with(arguments));
    }

    private static CommandLine set(CommandLine line) {
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new Mistakes())
                .setExecutionExceptionHandler(new Mistakes());
    }
}
