package io.lanista.runtime.runs;

import io.lanista.api.trial.DataDescription;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.journal.JournalContents;
import io.lanista.runtime.journal.JournalLine;
import io.lanista.runtime.journal.JournalReader;
import io.lanista.runtime.journal.JournalRecord;
import io.lanista.runtime.journal.JournalRecord.Header;
import io.lanista.runtime.watch.BestTrial;
import io.lanista.runtime.watch.SupernetEpoch;
import io.lanista.runtime.watch.SupernetExport;
import io.lanista.runtime.watch.TrialReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the journal of a run says, also of one that still runs.
 *
 * @param folder the run's folder
 * @param header how it began
 * @param trials those that ended, in the order in which they did, last those that the end of the time cut short
 * @param best the best of them so far, with the test's result if it was tested; where there are several objectives, the front's knee
 * @param front the trials that no other one beats, the best of the first objective first: the best one, where there is one objective
 * @param repeated the architectures that were evaluated several times, with results that differ, those first that are expected to be best
 * @param epochs those of a supernet's training, if a one-shot trainer searches
 * @param export what was exported of it last, with what the trainer noted
 * @param data what the evaluator found in its data before the first trial, where it says so
 */
public record RunHistory(
        Path folder,
        Header header,
        List<TrialReport> trials,
        Optional<BestTrial> best,
        List<BestTrial> front,
        List<BestTrial> repeated,
        List<SupernetEpoch> epochs,
        Optional<SupernetExport> export,
        Optional<DataDescription> data) {
    /** Copies. */
    public RunHistory {
        trials = List.copyOf(trials);
        front = List.copyOf(front);
        repeated = List.copyOf(repeated);
        epochs = List.copyOf(epochs);
    }

    /**
     * Reads the journal of a run.
     *
     * @throws ExperimentException if the folder holds no run
     * @throws io.lanista.runtime.journal.JournalException if its journal is damaged
     */
    public static RunHistory read(Path folder) {
        Path journal = new RunFolder(folder).journal();
        if (!Files.isRegularFile(journal)) {
            throw new ExperimentException(
                    "The folder (" + folder
                            + ") holds no run: there is no journal.jsonl in it. Maybe name the folder of a run, such as runs/digits-1.");
        }
        JournalContents contents = JournalReader.read(journal)
                .orElseThrow(() -> new ExperimentException("The run (" + folder + ") has not begun yet."));
        Ledger ledger = Ledger.of(contents);
        List<SupernetEpoch> epochs = contents.lines().stream()
                .map(JournalLine::record)
                .filter(JournalRecord.Epoch.class::isInstance)
                .map(record -> Ledger.epoch((JournalRecord.Epoch) record))
                .toList();
        List<TrialReport> trials = ledger.ended().stream()
                .map(trial -> trial.report().orElseThrow())
                .toList();
        Optional<DataDescription> data = contents.lines().stream()
                .map(JournalLine::record)
                .filter(JournalRecord.Described.class::isInstance)
                .map(record -> ((JournalRecord.Described) record).data())
                .findFirst();
        return new RunHistory(
                folder,
                contents.header(),
                trials,
                ledger.best(),
                ledger.front(),
                ledger.repeated(),
                epochs,
                ledger.export(),
                data);
    }

    /**
     * The same, with another trial of the front for the best one.
     *
     * @param pick {@code knee}, the metric of an objective for the best in it, or the number of a trial
     * @throws ExperimentException if that is no trial of the front
     */
    public RunHistory picking(String pick) {
        if (pick.equals("knee")) {
            return this;
        }
        List<Objective> objectives = header.objectives();
        Optional<BestTrial> picked = front.stream()
                .filter(trial -> String.valueOf(trial.trial()).equals(pick))
                .findFirst();
        for (int i = 0; i < objectives.size() && picked.isEmpty(); i++) {
            int objective = i;
            if (objectives.get(i).metric().equals(pick)) {
                picked = front.stream()
                        .max(Comparator.comparing(trial -> trial.scores().all().get(objective)));
            }
        }
        if (picked.isEmpty()) {
            throw new ExperimentException("There is no (" + pick + ") to pick from the front of the run (" + folder
                    + "). Available: knee, "
                    + String.join(
                            ", ", objectives.stream().map(Objective::metric).toList()) + ", and the trials "
                    + front.stream().map(BestTrial::trial).toList() + ".");
        }
        return new RunHistory(folder, header, trials, picked, front, repeated, epochs, export, data);
    }
}
