package io.lanista.runtime.experiment;

import io.lanista.runtime.execute.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the files of trials no longer than they are needed: artifacts of the best trial, checkpoints of trials that haven't ended
 * or that a strategy may continue (those it gave a number of steps). What can't be deleted is logged and left.
 */
final class TrialFiles {
    private static final Logger LOG = LoggerFactory.getLogger(TrialFiles.class);

    /** With less room on the disk than this, in bytes, a failure is taken for the disk's. */
    private static final long LEAST_ROOM = 1 << 20;

    private final RunFolder folder;
    private final long leastRoom;
    private @Nullable Trial best;

    TrialFiles(RunFolder folder) {
        this(folder, LEAST_ROOM);
    }

    TrialFiles(RunFolder folder, long leastRoom) {
        this.folder = folder;
        this.leastRoom = leastRoom;
    }

    RunFolder folder() {
        return folder;
    }

    /** Lets a trial begin where the one that it continues ended, unless it has a checkpoint of its own already. */
    void prepare(Trial trial) {
        if (trial.candidate.continues().isEmpty()) {
            return;
        }
        Path own = folder.checkpoint(trial.number);
        if (Files.exists(own)) {
            return;
        }
        Path half = own.resolveSibling("checkpoint.part");
        try {
            RunFolder.delete(half);
            RunFolder.copy(folder.checkpoint(trial.candidate.continues().getAsInt()), half);
            if (Files.exists(half)) {
                Files.move(half, own);
            }
        } catch (IOException e) {
            throw new ExperimentException(
                    "The checkpoint of trial " + trial.candidate.continues().getAsInt() + " can't be copied for trial "
                            + trial.number + ": " + e.getMessage() + ".",
                    e);
        }
    }

    /**
     * Ends the run where a trial failed on a full disk, before that is written down: the trial is run again once there is space.
     *
     * @throws ExperimentException if there is hardly any room left
     */
    void checkRoom(int trial, TrialResult result) {
        String reason;
        if (result instanceof TrialResult.Failed failed) {
            reason = failed.reason();
        } else if (result instanceof TrialResult.Crashed crashed) {
            reason = crashed.reason();
        } else {
            return;
        }
        long room;
        try {
            room = Files.getFileStore(folder.path()).getUsableSpace();
        } catch (IOException e) {
            return; // How much there is can't be told everywhere; the journal notices a full disk at the latest.
        }
        if (room < leastRoom) {
            throw new ExperimentException("The disk is full: trial " + trial + " failed (" + reason + "), and (" + room
                    + ") bytes are left for " + folder.path()
                    + ". The experiment stops here, and nothing that it holds is"
                    + " lost. Maybe make space on the disk, then run the same command again to continue.");
        }
    }

    /** Cleans up after a trial of an earlier session, which may have had no time for it. */
    void replayed(Trial trial, @Nullable Trial nowBest) {
        if (trial.outcome != null) {
            ended(trial, nowBest);
        }
    }

    /** Cleans up after a trial that ended. */
    void ended(Trial trial, @Nullable Trial nowBest) {
        if (trial.candidate.steps().isEmpty()) {
            delete(folder.checkpoint(trial.number), trial.number);
        }
        if (trial != nowBest) {
            delete(folder.artifact(trial.number), trial.number);
        } else if (best != null && best != nowBest) {
            delete(folder.artifact(best.number), best.number);
        }
        best = nowBest;
    }

    private void delete(Path path, int trial) {
        try {
            RunFolder.delete(path);
            folder.tidy(trial);
        } catch (IOException e) {
            LOG.warn("The folder {} can't be deleted: {}", path, e.toString());
        }
    }
}
