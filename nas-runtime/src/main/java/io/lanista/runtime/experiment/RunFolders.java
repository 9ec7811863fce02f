package io.lanista.runtime.experiment;

import io.lanista.runtime.journal.JournalContents;
import io.lanista.runtime.journal.JournalLine;
import io.lanista.runtime.journal.JournalReader;
import io.lanista.runtime.journal.JournalRecord;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the run of an experiment that is to go on, or makes the folder of a new one: {@code <name>-<n>}. */
final class RunFolders {
    private static final String CANNOT_CREATE = "The folder of the run can't be made: ";

    private final Experiment experiment;

    RunFolders(Experiment experiment) {
        this.experiment = experiment;
    }

    /** The last run of this name, if there is one with a journal. */
    Optional<RunFolder> last() {
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
    RunFolder create() {
        if (experiment.runFolder().isEmpty()) {
            return createNumbered();
        }
        try {
            return new RunFolder(Files.createDirectories(experiment.runFolder().get()));
        } catch (IOException e) {
            throw new ExperimentException(CANNOT_CREATE + e, e);
        }
    }

    /** The folder with the next number, whatever the experiment says. */
    RunFolder createNumbered() {
        int number = lastNumber();
        while (true) {
            RunFolder next = numbered(++number);
            try {
                Files.createDirectories(experiment.runsFolder());
                Files.createDirectory(next.path());
                return next;
            } catch (FileAlreadyExistsException e) {
                continue; // Another process was faster.
            } catch (IOException e) {
                throw new ExperimentException(CANNOT_CREATE + e, e);
            }
        }
    }

    /** Whether the last session of a run did what it was to do. */
    boolean endedRegularly(RunFolder run) {
        return closing(lines(run)).filter(Ending::isRegular).isPresent();
    }

    /** Whether a run has nothing left to do under these limits. */
    boolean isComplete(RunFolder run, Limits limits) {
        List<JournalLine> lines = lines(run);
        Ledger ledger = new Ledger();
        lines.forEach(line -> ledger.enter(line.record()));
        return limits.reached(ledger, Stopwatch.sum(lines)).isPresent()
                || closing(lines).filter(Ending.Kind.EXHAUSTED.word()::equals).isPresent();
    }

    private static Optional<String> closing(List<JournalLine> lines) {
        return !lines.isEmpty() && lines.get(lines.size() - 1).record() instanceof JournalRecord.Closed closed
                ? Optional.of(closed.reason())
                : Optional.empty();
    }

    private static List<JournalLine> lines(RunFolder run) {
        return JournalReader.read(run.journal()).map(JournalContents::lines).orElse(List.of());
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
                    "The folder " + experiment.runsFolder() + " can't be read: " + e.getMessage(), e);
        }
    }
}
