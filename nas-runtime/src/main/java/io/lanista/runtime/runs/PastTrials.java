package io.lanista.runtime.runs;

import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.PastTrial;
import io.lanista.djl.file.DataFile;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.journal.JournalReader;
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
public final class PastTrials {
    private PastTrials() {}

    /** Copies what a run knows, its own trials last, to the folder of a new run. */
    public static void copy(RunFolder from, RunFolder to) {
        copy(withOwn(from), to);
    }

    private static void copy(List<Path> journals, RunFolder to) {
        try {
            for (int i = 0; i < journals.size(); i++) {
                Files.copy(journals.get(i), past(to, i + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new ExperimentException(
                    "The journal of the earlier run can't be copied: " + DataFile.reason(e) + ".", e);
        }
    }

    /** Copies what other runs know, their own trials last, to the folder of a new run. */
    public static void tell(List<Path> runs, RunFolder to) {
        List<Path> journals = new ArrayList<>();
        runs.forEach(run -> journals.addAll(withOwn(new RunFolder(run))));
        copy(journals, to);
    }

    /** What a run was told of beforehand, the oldest first. */
    public static List<PastTrial> of(RunFolder run) {
        return read(journals(run));
    }

    /** The same, and its own trials last: what a run that follows it is told. */
    public static List<PastTrial> upTo(RunFolder run) {
        return read(withOwn(run));
    }

    private static List<Path> withOwn(RunFolder run) {
        List<Path> journals = journals(run);
        journals.add(run.journal());
        return journals;
    }

    private static List<PastTrial> read(List<Path> journals) {
        return journals.stream()
                .flatMap(journal -> JournalReader.read(journal).stream())
                .flatMap(contents -> Ledger.of(contents).ended().stream())
                .map(trial -> new PastTrial(
                        trial.candidate().choices(), trial.outcome().orElseThrow()))
                .toList();
    }

    /** The first of the trials that a space doesn't have, and why. */
    public static Optional<String> misfit(List<PastTrial> past, SearchSpace space) {
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
