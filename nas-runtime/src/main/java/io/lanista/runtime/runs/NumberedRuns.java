package io.lanista.runtime.runs;

import io.lanista.api.failure.Blame;
import io.lanista.djl.file.DataFile;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The runs of one experiment on the disk, {@code <name>-<n>} in its folder of runs: finds the last one, or makes the folder of the next.
 */
public final class NumberedRuns {
    private final Experiment experiment;

    /** Of an experiment. */
    public NumberedRuns(Experiment experiment) {
        this.experiment = experiment;
    }

    /** The last run of this name, if there is one with a journal. */
    public Optional<RunFolder> last() {
        if (experiment.runFolder().isPresent()) {
            RunFolder folder = new RunFolder(experiment.runFolder().get());
            return Files.exists(folder.journal()) ? Optional.of(folder) : Optional.empty();
        }
        int number = lastNumber();
        return number == 0
                ? Optional.empty()
                : Optional.of(numbered(number)).filter(run -> Files.exists(run.journal()));
    }

    /** A folder that nobody uses yet. */
    public RunFolder create() {
        if (experiment.runFolder().isEmpty()) {
            return createNumbered();
        }
        try {
            return new RunFolder(Files.createDirectories(experiment.runFolder().get()));
        } catch (IOException e) {
            throw cannotCreate(e);
        }
    }

    /** The folder with the next number, whatever the experiment says. */
    public RunFolder createNumbered() {
        int number = lastNumber();
        try {
            Files.createDirectories(experiment.runsFolder());
            while (true) {
                RunFolder next = numbered(++number);
                try {
                    Files.createDirectory(next.path());
                    return next;
                } catch (FileAlreadyExistsException e) {
                    continue; // Another process was faster.
                }
            }
        } catch (IOException e) {
            throw cannotCreate(e);
        }
    }

    private static ExperimentException cannotCreate(IOException e) {
        return new ExperimentException(
                Blame.of(e),
                "The folder of the run can't be made: " + DataFile.reason(e)
                        + ". Maybe choose another folder for runs.",
                e);
    }

    private RunFolder numbered(int number) {
        return new RunFolder(experiment.runsFolder().resolve(experiment.name() + "-" + number));
    }

    private int lastNumber() {
        if (!Files.isDirectory(experiment.runsFolder())) {
            return 0;
        }
        Pattern pattern = Pattern.compile(Pattern.quote(experiment.name()) + "-(\\d{1,9})");
        try (Stream<Path> folders = Files.list(experiment.runsFolder())) {
            return folders.map(folder -> pattern.matcher(folder.getFileName().toString()))
                    .filter(Matcher::matches)
                    .mapToInt(matcher -> Integer.parseInt(matcher.group(1)))
                    .max()
                    .orElse(0);
        } catch (IOException e) {
            throw new ExperimentException(
                    "The folder " + experiment.runsFolder() + " can't be read: " + DataFile.reason(e) + ".", e);
        }
    }
}
