package io.lanista.runtime.runs;

import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.journal.Journal;
import io.lanista.runtime.journal.JournalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The runs in a folder, by the names of their own folders. */
public final class KnownRuns {
    private final Path folder;

    private KnownRuns(Path folder) {
        this.folder = folder;
    }

    /** In a folder; one that doesn't exist has none. */
    public static KnownRuns in(Path folder) {
        return new KnownRuns(folder);
    }

    /** All that have begun, in the order of their names; those whose journal is damaged are left out. */
    public List<RunHistory> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.sorted().map(this::read).flatMap(Optional::stream).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of them. */
    public Optional<RunHistory> find(String id) {
        return read(resolved(id));
    }

    private Optional<RunHistory> read(Path run) {
        if (!Files.isRegularFile(new RunFolder(run).journal())) {
            return Optional.empty();
        }
        try {
            return Optional.of(RunHistory.read(run));
        } catch (ExperimentException | JournalException e) {
            return Optional.empty(); // It has not begun yet, or nobody can read it.
        }
    }

    /** Where a run is. */
    public Path folder(String id) {
        Path run = resolved(id);
        if (!Files.isRegularFile(new RunFolder(run).journal())) {
            List<String> ids = all().stream()
                    .map(history -> String.valueOf(history.folder().getFileName()))
                    .toList();
            throw new ExperimentException("There is no run '" + id + "' in " + folder + ". There are: "
                    + (ids.isEmpty() ? "none" : String.join(", ", ids)) + ".");
        }
        return run;
    }

    private Path resolved(String id) {
        if (!id.isEmpty()) {
            try {
                Path run = folder.resolve(id).normalize();
                if (folder.normalize().equals(run.getParent())) {
                    return run;
                }
            } catch (InvalidPathException e) {
                // Told below: no folder can be called so.
            }
        }
        throw new ExperimentException("'" + id + "' is no id of a run: it is the name of a folder in " + folder + ".");
    }

    /** Deletes a run that nobody works on. */
    public void delete(String id) {
        Path run = folder(id);
        Journal.delete(new RunFolder(run).journal()); // First: without it, the rest is no run.
        try {
            FileTrees.delete(run);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
