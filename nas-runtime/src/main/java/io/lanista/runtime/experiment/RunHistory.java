package io.lanista.runtime.experiment;

import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.Metrics;
import io.lanista.runtime.journal.JournalContents;
import io.lanista.runtime.journal.JournalLine;
import io.lanista.runtime.journal.JournalReader;
import io.lanista.runtime.journal.JournalRecord;
import io.lanista.runtime.journal.JournalRecord.Header;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the journal of a run says, also of one that still runs.
 *
 * @param folder the run's folder
 * @param header how it began
 * @param trials those that ended, in the order in which they did
 * @param best the best of them so far, with the test's result if it was tested
 * @param epochs those of a supernet's training, if a one-shot trainer searches
 * @param export what was exported of it last, with what the trainer noted
 */
public record RunHistory(
        Path folder,
        Header header,
        List<TrialReport> trials,
        Optional<BestTrial> best,
        List<JournalRecord.Epoch> epochs,
        Optional<SupernetExport> export) {
    /** Copies. */
    public RunHistory {
        trials = List.copyOf(trials);
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
            throw new ExperimentException("The folder (" + folder
                    + ") holds no run: there is no journal.jsonl in it. Maybe name one that 'nas run' printed.");
        }
        JournalContents contents = JournalReader.read(journal)
                .orElseThrow(() -> new ExperimentException("The run (" + folder + ") has not begun yet."));
        Map<Integer, Choices> asked = new HashMap<>();
        Map<Integer, OptionalInt> steps = new HashMap<>();
        Map<Integer, Metrics> tested = new HashMap<>();
        List<TrialReport> trials = new ArrayList<>();
        List<JournalRecord.Epoch> epochs = new ArrayList<>();
        Ledger ledger = new Ledger();
        for (JournalLine line : contents.lines()) {
            JournalRecord record = line.record();
            ledger.enter(record);
            if (record instanceof JournalRecord.Asked question && question.answer() instanceof Answer.Try candidate) {
                asked.put(question.trial(), candidate.choices());
                steps.put(question.trial(), candidate.steps());
            } else if (record instanceof JournalRecord.Ended ended) {
                trials.add(new TrialReport(
                        ended.trial(),
                        asked.getOrDefault(ended.trial(), Choices.NONE),
                        steps.getOrDefault(ended.trial(), OptionalInt.empty()),
                        ended.outcome(),
                        ended.seconds(),
                        ended.reused(),
                        ended.log()));
            } else if (record instanceof JournalRecord.Epoch epoch) {
                epochs.add(epoch);
            } else if (record instanceof JournalRecord.Tested test) {
                tested.put(test.trial(), test.metrics());
            }
        }
        return new RunHistory(folder, contents.header(), trials, best(trials, tested), epochs, ledger.export());
    }

    private static Optional<BestTrial> best(List<TrialReport> trials, Map<Integer, Metrics> tested) {
        BestTrial best = null;
        for (TrialReport trial : trials) {
            if (trial.outcome() instanceof Outcome.Scored scored
                    && !Double.isNaN(scored.score().value())
                    && (best == null || scored.score().isBetterThan(best.score()))) {
                Optional<Metrics> test = Optional.ofNullable(tested.get(trial.trial()))
                        .filter(metrics -> !metrics.values().isEmpty());
                best = new BestTrial(trial.trial(), scored.score(), scored.metrics(), trial.choices(), test);
            }
        }
        return Optional.ofNullable(best);
    }
}
