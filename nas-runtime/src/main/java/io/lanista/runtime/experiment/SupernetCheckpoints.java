package io.lanista.runtime.experiment;

import io.lanista.api.oneshot.OneShotRun;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The checkpoints of a supernet's training: {@code supernet/epoch-<n>} in the run's folder. One is saved, whole and on the disk,
 * before the journal says that its epoch ended, and the one before it is deleted after that; so there always is one of the last
 * epoch in the journal.
 */
final class SupernetCheckpoints {
    private final Path folder;

    SupernetCheckpoints(RunFolder run) {
        this.folder = run.path().resolve("supernet");
    }

    /** Saves a run as it is after an epoch. */
    void save(OneShotRun run, int epoch) throws IOException {
        Path half = folder.resolve("half");
        RunFolder.delete(half);
        Files.createDirectories(half);
        run.save(half);
        force(half);
        RunFolder.delete(of(epoch)); // Of an epoch that the journal doesn't have.
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
     * @throws ExperimentException if there is no checkpoint of it
     */
    void restore(OneShotRun run, int epoch) throws IOException {
        if (!Files.isDirectory(of(epoch))) {
            throw new ExperimentException("The checkpoint (" + of(epoch)
                    + ") of the supernet is gone, so its training can't" + " go on. Maybe begin a new run with --new.");
        }
        run.restore(of(epoch));
    }

    /** Deletes the one that a newer one has replaced. */
    void forget(int epoch) throws IOException {
        RunFolder.delete(of(epoch));
    }

    /** Deletes all. */
    void forgetAll() throws IOException {
        RunFolder.delete(folder);
    }

    private Path of(int epoch) {
        return folder.resolve("epoch-" + epoch);
    }
}
