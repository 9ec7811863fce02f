package io.lanista.runtime.runs;

import io.lanista.api.failure.Blame;
import io.lanista.api.oneshot.Resumable;
import io.lanista.djl.file.DataFile;
import io.lanista.runtime.experiment.CannotContinueException;
import io.lanista.runtime.experiment.Continuation;
import io.lanista.runtime.experiment.ExperimentException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The checkpoints of a supernet's training: {@code supernet/epoch-<n>} in the run's folder. One is saved, whole and on the disk,
 * before the journal says that its epoch ended, and the one before it is deleted after that; so there always is one of the last
 * epoch in the journal. That one stays: a trained supernet is something to search in.
 */
public final class SupernetCheckpoints {
    private static final String NAME = "epoch-";
    private static final Pattern EPOCH = Pattern.compile(NAME + "[0-9]{1,9}");

    private final Path folder;

    /** Of a run. */
    public SupernetCheckpoints(RunFolder run) {
        this.folder = run.path().resolve("supernet");
    }

    /** Saves a run as it is after an epoch. */
    public void save(Resumable run, int epoch) throws IOException {
        Path half = folder.resolve("half");
        FileTrees.delete(half);
        Files.createDirectories(half);
        run.save(half);
        force(half);
        FileTrees.delete(of(epoch)); // Of an epoch that the journal doesn't have.
        Files.move(half, of(epoch), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void force(Path saved) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(saved)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
    }

    /**
     * Brings a fresh run to where it was after an epoch.
     *
     * @throws CannotContinueException if there is no checkpoint of it
     */
    public void restore(Resumable run, int epoch) throws IOException {
        if (!Files.isDirectory(of(epoch))) {
            throw new CannotContinueException(
                    "The checkpoint (" + of(epoch) + ") of the supernet is gone, so its training can't go on.",
                    List.of(),
                    List.of(Continuation.NEW));
        }
        run.restore(of(epoch));
    }

    /** Deletes the one that a newer one has replaced. */
    public void forget(int epoch) throws IOException {
        FileTrees.delete(of(epoch));
    }

    /** The one of the last epoch that was saved. */
    Optional<Path> last() {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(saved ->
                            EPOCH.matcher(String.valueOf(saved.getFileName())).matches())
                    .max(Comparator.comparingInt(SupernetCheckpoints::epoch));
        } catch (IOException e) {
            throw new ExperimentException(
                    Blame.of(e), "The folder (" + folder + ") can't be read: " + DataFile.reason(e) + ".", e);
        }
    }

    private static int epoch(Path saved) {
        return Integer.parseInt(String.valueOf(saved.getFileName()).substring(NAME.length()));
    }

    private Path of(int epoch) {
        return folder.resolve(NAME + epoch);
    }
}
