package io.lanista.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Starts the {@code nas} command. */
public final class Main {
    private Main() {}

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        prepare();
        ForeignEnd.watch();
        int code = PrintedOutput.checked(
                run(arguments),
                System.out,
                PrintedOutput.isPipe(),
                new FileOutputStream(FileDescriptor.out),
                new PrintWriter(System.err, true));
        endChildren();
        ForeignEnd.expect();
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
        return line.registerConverter(Path.class, Main::path)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new Mistakes())
                .setExecutionExceptionHandler(new Mistakes());
    }

    /** An empty path would be the current folder, which nobody means by a variable of the shell that isn't set. */
    private static Path path(String text) {
        if (text.isEmpty()) {
            throw new TypeConversionException(
                    "it is empty, and must name a file or a folder. Maybe a variable isn't set.");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("(" + text + ") is no path: " + e.getReason() + ".");
        }
    }
}
