package io.lanista.cli;

import io.lanista.api.option.OptionException;
import io.lanista.djl.data.DataException;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.experiment.StrategyFailedException;
import io.lanista.runtime.journal.JournalException;
import io.lanista.runtime.plugin.NoSuchProviderException;
import io.lanista.runtime.plugin.PluginException;
import io.lanista.runtime.text.SchemaException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Tells what went wrong: one sentence for a mistake of the user's or of a plug-in's, a stack trace for one of ours. */
final class Mistakes implements IParameterExceptionHandler, IExecutionExceptionHandler {
    @Override
    public int handleParseException(ParameterException mistake, String[] arguments) {
        PrintWriter err = mistake.getCommandLine().getErr();
        err.println("nas: " + mistake.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(mistake, err);
        err.println("Try '" + mistake.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        int code = code(failure);
        if (code == ExitCode.FAILED && !(failure instanceof CommandFailure)) {
            err.println("nas: something went wrong that shouldn't have; please report it with what follows.");
            failure.printStackTrace(err);
        } else {
            err.println("nas: " + sentence(failure));
        }
        err.flush();
        return code;
    }

    private static int code(Exception failure) {
        if (failure instanceof CommandFailure known) {
            return known.code();
        }
        if (failure instanceof StrategyFailedException) {
            return ExitCode.PLUGIN;
        }
        if (failure instanceof NoSuchProviderException
                || failure instanceof OptionException
                || failure instanceof UserMistake
                || failure instanceof SchemaException
                || failure instanceof DataException
                || failure instanceof ExperimentException
                || failure instanceof JournalException
                || failure instanceof UncheckedIOException
                || failure instanceof FileSystemException) {
            return ExitCode.USAGE;
        }
        return failure instanceof PluginException ? ExitCode.PLUGIN : ExitCode.FAILED;
    }

    private static String sentence(Exception failure) {
        Throwable told = failure;
        if (failure instanceof UncheckedIOException wrapped && wrapped.getCause() != null) {
            told = wrapped.getCause();
        }
        if (told instanceof NoSuchFileException missing) {
            return "The file (" + missing.getFile() + ") doesn't exist. Maybe check its path.";
        }
        if (told instanceof FileSystemException broken) {
            return "The file (" + broken.getFile() + ") can't be used: " + broken.getReason() + ".";
        }
        return String.valueOf(told.getMessage());
    }
}
