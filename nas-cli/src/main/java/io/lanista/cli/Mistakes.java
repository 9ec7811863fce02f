package io.lanista.cli;

import io.lanista.api.failure.Blame;
import io.lanista.djl.file.DataFile;
import io.lanista.runtime.NotExportedException;
import io.lanista.runtime.experiment.CannotContinueException;
import io.lanista.runtime.experiment.MissingPluginsException;
import io.lanista.runtime.journal.DamagedJournalException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Tells what went wrong, by whose fault it is: in a sentence; with a stack trace where it is ours. */
final class Mistakes implements IParameterExceptionHandler, IExecutionExceptionHandler {
    /** What would do something to a terminal, but for line breaks and tabs. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\u202a-\\u202e\\u2066-\\u2069&&[^\\n\\t]]+");

    @Override
    public int handleParseException(ParameterException mistake, String[] arguments) {
        PrintWriter err = mistake.getCommandLine().getErr();
        err.println("nas: "
                + String.valueOf(mistake.getMessage()).replaceFirst("' is not a (long|int)$", "' is no whole number"));
        CommandLine.UnmatchedArgumentException.printSuggestions(mistake, err);
        err.println("Try '" + mistake.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        return tell(failure, command.getErr());
    }

    /** Tells what went wrong, and how the command ends. */
    static int tell(Throwable failure, PrintWriter err) {
        boolean ours = !(failure instanceof CommandFailure) && Blame.of(failure) == Blame.LANISTA;
        if (ours) {
            err.println("nas: something went wrong that shouldn't have; please report it with what follows.");
            failure.printStackTrace(err);
        } else {
            err.println("nas: " + UNPRINTABLE.matcher(sentence(failure)).replaceAll(" "));
        }
        err.flush();
        return failure instanceof CommandFailure known ? known.code() : code(Blame.of(failure));
    }

    private static int code(Blame blame) {
        switch (blame) {
            case USER:
                return ExitCode.USAGE;
            case PLUGIN:
                return ExitCode.PLUGIN;
            default:
                return ExitCode.FAILED;
        }
    }

    private static String sentence(Throwable failure) {
        Throwable told = failure instanceof UncheckedIOException wrapped
                ? Objects.requireNonNull(wrapped.getCause()) // One without a cause can't be made.
                : failure;
        if (told instanceof CannotContinueException begun) {
            return begun.message(way -> "--" + way.name().toLowerCase(Locale.ROOT));
        }
        if (told instanceof MissingPluginsException missing) {
            return missing.message("nas plugins install");
        }
        if (told instanceof DamagedJournalException damaged) {
            return damaged.message("nas journal repair");
        }
        if (told instanceof NotExportedException run) {
            return run.message("nas export");
        }
        if (told instanceof OutOfMemoryError) {
            return "The memory is too small: " + told.getMessage() + " ("
                    + (Runtime.getRuntime().maxMemory() >> 20)
                    + " MiB at most). Maybe allow more, such as LANISTA_JAVA_OPTIONS=-Xmx4g, or use fewer data or a smaller"
                    + " space.";
        }
        if (told instanceof NoSuchFileException missing) {
            return "The file (" + missing.getFile() + ") doesn't exist. Maybe check its path.";
        }
        if (told instanceof IOException broken) {
            return broken(broken);
        }
        return CommandWords.in(String.valueOf(told.getMessage()));
    }

    /** Of what can't be read or written, which file it is, if it is one, and a way out. */
    private static String broken(IOException broken) {
        String reason = broken.getMessage() == null ? broken.getClass().getSimpleName() : DataFile.reason(broken);
        if (reason.endsWith(".")) {
            return reason;
        }
        if (broken instanceof FileSystemException file && file.getFile() != null && file.getReason() != null) {
            return "The file (" + file.getFile() + ") can't be used: " + file.getReason() + "."
                    + wayOut(file, file.getReason());
        }
        if (broken instanceof FileSystemException && reason.equals(broken.getMessage())) {
            return "The file (" + reason + ") can't be used." + wayOut(broken, "");
        }
        if (reason.startsWith("(")) {
            return "The file " + reason + "." + wayOut(broken, reason);
        }
        if (broken instanceof SocketException || broken instanceof UnknownHostException) {
            return "A connection can't be used: " + reason
                    + ". Maybe another program uses the port, or the network is down.";
        }
        return "Reading or writing failed: " + reason + "." + wayOut(broken, reason);
    }

    private static String wayOut(IOException broken, String reason) {
        if (broken instanceof AccessDeniedException || reason.contains("ermission")) {
            return " Maybe check its permissions.";
        }
        if (reason.contains("No space left") || reason.contains("uota")) {
            return " Maybe free some space, or write elsewhere.";
        }
        return reason.contains("Too many open files") ? " Maybe allow more (ulimit -n)." : " Maybe name another place.";
    }
}
