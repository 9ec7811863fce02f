package io.lanista.runtime.runs;

import io.lanista.api.failure.Blame;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.Scores;
import io.lanista.djl.file.DataFile;
import io.lanista.runtime.execute.TrialResult;
import io.lanista.runtime.experiment.ExperimentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the files of trials no longer than they are needed: artifacts of the best trials, of which an ensemble can be made, and of all
 * that are or may become the winner; checkpoints of trials that haven't ended or that a strategy may continue (those it gave a number of steps). What can't be deleted is logged and left.
 */
public final class TrialFiles {
    private static final Logger LOG = LoggerFactory.getLogger(TrialFiles.class);

    /** With less room on the disk than this, in bytes, a failure is taken for the disk's. */
    private static final long LEAST_ROOM = 1 << 20;

    /** So many of the best trials keep their artifacts. */
    public static final int KEPT = 8;

    private final RunFolder folder;
    private final Path trials;
    private final long leastRoom;
    private final List<Kept> kept = new ArrayList<>();

    /** A trial whose files may be there, with the scores that count; null if it has none, or one isn't a finite number. */
    private record Kept(Trial trial, @Nullable Scores scores) {
        static Kept of(Trial trial) {
            return new Kept(
                    trial,
                    trial.outcome()
                            .flatMap(Outcome::reached)
                            .filter(Scores::areFinite)
                            .orElse(null));
        }

        boolean isBetterThan(Kept other) {
            return scores != null && (other.scores == null || scores.dominates(other.scores));
        }
    }

    /** For a run. */
    public TrialFiles(RunFolder folder) {
        this(folder, LEAST_ROOM);
    }

    TrialFiles(RunFolder folder, long leastRoom) {
        this.folder = folder;
        this.trials = folder.trials();
        this.leastRoom = leastRoom;
    }

    /** The run's folder. */
    public RunFolder folder() {
        return folder;
    }

    /** Lets a trial begin where the one that it continues ended, unless it has a checkpoint of its own already. */
    public void prepare(Trial trial) {
        if (trial.candidate().continues().isEmpty()) {
            return;
        }
        Path own = folder.checkpoint(trial.number());
        if (Files.exists(own)) {
            return;
        }
        Path half = own.resolveSibling("checkpoint.part");
        try {
            FileTrees.delete(half);
            FileTrees.copy(folder.checkpoint(trial.candidate().continues().getAsInt()), half);
            if (Files.exists(half)) {
                Files.move(half, own);
            }
        } catch (IOException e) {
            throw new ExperimentException(
                    Blame.of(e),
                    "The checkpoint of trial " + trial.candidate().continues().getAsInt()
                            + " can't be copied for trial " + trial.number() + ": " + DataFile.reason(e) + ".",
                    e);
        }
    }

    /**
     * Ends the run where a trial failed on a full disk, before that is written down: the trial is run again once there is space.
     *
     * @throws ExperimentException if there is hardly any room left
     */
    public void checkRoom(int trial, TrialResult result) {
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
            throw new ExperimentException(
                    Blame.RESOURCES,
                    "The disk is full: trial " + trial + " failed (" + reason + "), and (" + room
                            + ") bytes are left for " + folder.path()
                            + ". The experiment stops here, and nothing that it"
                            + " holds is lost. Maybe make space on the disk, then start the same experiment again to"
                            + " continue.");
        }
    }

    /** Cleans up after a trial of an earlier session, which may have had no time for it. */
    public void replayed(Trial trial, Collection<Trial> contenders) {
        if (trial.outcome().isPresent()) {
            ended(trial, contenders);
        }
    }

    /**
     * Cleans up after a trial that ended.
     *
     * @param contenders the trials whose artifacts are needed, however they compare
     */
    public void ended(Trial trial, Collection<Trial> contenders) {
        // Searches after functions and tables keep nothing, and have many trials.
        boolean any = !Files.notExists(trials);
        if (any && trial.candidate().steps().isEmpty()) {
            delete(folder.checkpoint(trial.number()), trial.number());
        }
        Kept ended = Kept.of(trial);
        kept.add(place(ended), ended);
        int worst = kept.size() - 1;
        while (worst >= 0 && (kept.size() > KEPT || kept.get(worst).scores() == null)) {
            Trial last = kept.get(worst).trial();
            if (!contenders.contains(last)) {
                kept.remove(worst);
                if (any) {
                    delete(folder.artifact(last.number()), last.number());
                }
            }
            worst--;
        }
    }

    /** Before the first of those that are kept which it is better than. */
    private int place(Kept ended) {
        int place = 0;
        while (place < kept.size() && !ended.isBetterThan(kept.get(place))) {
            place++;
        }
        return place;
    }

    private void delete(Path path, int trial) {
        Path all = folder.trial(trial);
        if (Files.notExists(all)) {
            return;
        }
        try {
            FileTrees.delete(path);
            FileTrees.deleteIfEmpty(all);
        } catch (IOException e) {
            LOG.warn("The folder {} can't be deleted: {}", path, e.toString());
        }
    }
}
