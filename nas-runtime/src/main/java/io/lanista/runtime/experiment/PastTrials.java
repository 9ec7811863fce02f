package io.lanista.runtime.experiment;

import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.PastTrial;
import io.lanista.runtime.journal.JournalContents;
import io.lanista.runtime.journal.JournalLine;
import io.lanista.runtime.journal.JournalReader;
import io.lanista.runtime.journal.JournalRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The trials of earlier runs that a run was told of. It keeps copies of their journals beside its own, as {@code past-1.jsonl} and
 * so on, so that it can be replayed whatever becomes of the earlier runs.
 */
final class PastTrials {
    private PastTrials() {}

    /** Copies what a run knows, its own trials last, to the folder of a new run. */
    static void copy(RunFolder from, RunFolder to) {
        List<Path> journals = withOwn(from);
        try {
            for (int i = 0; i < journals.size(); i++) {
                Files.copy(journals.get(i), past(to, i + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new ExperimentException("The journal of the earlier run can't be copied: " + e.getMessage(), e);
        }
    }

    /** What a run was told of beforehand, the oldest first. */
    static List<PastTrial> of(RunFolder run) {
        return read(journals(run));
    }

    /** The same, and its own trials last: what a run that follows it is told. */
    static List<PastTrial> upTo(RunFolder run) {
        return read(withOwn(run));
    }

    private static List<Path> withOwn(RunFolder run) {
        List<Path> journals = journals(run);
        journals.add(run.journal());
        return journals;
    }

    private static List<PastTrial> read(List<Path> journals) {
        List<PastTrial> past = new ArrayList<>();
        for (Path journal : journals) {
            JournalReader.read(journal).map(JournalContents::lines).ifPresent(lines -> collect(lines, past));
        }
        return past;
    }

    private static void collect(List<JournalLine> lines, List<PastTrial> past) {
        Ledger ledger = new Ledger();
        for (JournalLine line : lines) {
            ledger.enter(line.record());
            if (line.record() instanceof JournalRecord.Ended ended) {
                past.add(new PastTrial(ledger.trial(ended.trial()).candidate.choices(), ended.outcome()));
            }
        }
    }

    /** The first of the trials that a space doesn't have, and why. */
    static Optional<String> misfit(List<PastTrial> past, SearchSpace space) {
        for (PastTrial trial : past) {
            Optional<String> wrong =
                    trial.outcome() instanceof Outcome.Failed ? Optional.empty() : space.validate(trial.choices());
            if (wrong.isPresent()) {
                return Optional.of(trial.choices() + ": " + wrong.get());
            }
        }
        return Optional.empty();
    }

    private static List<Path> journals(RunFolder run) {
        List<Path> journals = new ArrayList<>();
        int number = 1;
        while (Files.exists(past(run, number))) {
            journals.add(past(run, number++));
        }
        return journals;
    }

    private static Path past(RunFolder run, int number) {
        return run.path().resolve("past-" + number + ".jsonl");
    }
}
