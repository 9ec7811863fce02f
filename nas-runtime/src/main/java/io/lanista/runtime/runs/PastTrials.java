package io.lanista.runtime.runs;

import io.lanista.api.space.Choices;
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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The trials of earlier runs that a run was told of, or whose winners decide its first trials. It keeps copies of their journals beside
 * its own, as {@code past-1.jsonl} and {@code winners-1.jsonl} and so on, so that it can be replayed whatever becomes of the earlier runs.
 */
public final class PastTrials {
    private static final String TOLD = "past";
    private static final String WINNERS = "winners";
    private static final int FEW = 3;
    private static final int SHARE = 10;

    private PastTrials() {}

    /** Copies what a run knows, its own trials last, to the folder of a new run. */
    public static void copy(RunFolder from, RunFolder to) {
        copy(withOwn(from), to, TOLD);
        copy(journals(from, WINNERS), to, WINNERS);
    }

    private static void copy(List<Path> journals, RunFolder to, String use) {
        try {
            for (int i = 0; i < journals.size(); i++) {
                Files.copy(journals.get(i), file(to, use, i + 1), StandardCopyOption.REPLACE_EXISTING);
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
        copy(journals, to, TOLD);
    }

    /** Copies the journals of runs whose winners decide the first trials to the folder of a new run. */
    public static void keepWinners(List<Path> runs, RunFolder to) {
        copy(runs.stream().map(run -> new RunFolder(run).journal()).toList(), to, WINNERS);
    }

    /**
     * The best architectures of each run whose winners decide the first trials, the best first: a tenth of its trials, at least (3), or
     * its front, where it was after several objectives.
     */
    public static List<List<Choices>> winners(RunFolder run) {
        return journals(run, WINNERS).stream()
                .flatMap(journal -> JournalReader.read(journal).stream())
                .map(contents -> winners(
                        Ledger.of(contents), contents.header().objectives().size()))
                .toList();
    }

    private static List<Choices> winners(Ledger ledger, int objectives) {
        Stream<Trial> best = objectives > 1
                ? ledger.frontTrials().stream()
                : ledger.ended().stream()
                        .filter(trial -> trial.outcome().orElseThrow() instanceof Outcome.Scored)
                        .sorted(Comparator.comparing(
                                trial -> trial.outcome()
                                        .flatMap(Outcome::reached)
                                        .orElseThrow()
                                        .only(),
                                Comparator.reverseOrder()))
                        .limit(Math.max(FEW, ledger.scored() / SHARE));
        return best.map(trial -> trial.candidate().choices()).toList();
    }

    /** What a run was told of beforehand, the oldest first. */
    public static List<PastTrial> of(RunFolder run) {
        return read(journals(run, TOLD));
    }

    /** The same, and its own trials last: what a run that follows it is told. */
    public static List<PastTrial> upTo(RunFolder run) {
        return read(withOwn(run));
    }

    private static List<Path> withOwn(RunFolder run) {
        List<Path> journals = journals(run, TOLD);
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

    private static List<Path> journals(RunFolder run, String use) {
        List<Path> journals = new ArrayList<>();
        int number = 1;
        while (Files.exists(file(run, use, number))) {
            journals.add(file(run, use, number++));
        }
        return journals;
    }

    private static Path file(RunFolder run, String use, int number) {
        return run.path().resolve(use + "-" + number + ".jsonl");
    }
}
