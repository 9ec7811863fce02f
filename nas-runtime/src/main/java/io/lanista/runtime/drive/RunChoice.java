package io.lanista.runtime.drive;

import io.lanista.api.space.SearchSpace;
import io.lanista.runtime.experiment.CannotContinueException;
import io.lanista.runtime.experiment.Continuation;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.experiment.PastWinners;
import io.lanista.runtime.journal.JournalContents;
import io.lanista.runtime.journal.JournalReader;
import io.lanista.runtime.journal.JournalRecord.Header;
import io.lanista.runtime.journal.JournalRecord.Method;
import io.lanista.runtime.runs.HeaderDifference;
import io.lanista.runtime.runs.Ledger;
import io.lanista.runtime.runs.NumberedRuns;
import io.lanista.runtime.runs.PastTrials;
import io.lanista.runtime.runs.RunFolder;
import io.lanista.runtime.runs.RunHistory;
import io.lanista.runtime.runs.UsedPlugins;
import io.lanista.runtime.watch.EndReason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether an experiment goes on with its last run or begins a new one, and what that one knows. A run goes on if its journal
 * begins with what the experiment's would, and something is left to do: it was interrupted, its time was over, or its budget was
 * raised.
 */
final class RunChoice {
    private final Experiment experiment;
    private final SearchSpace space;
    private final Header now;
    private final NumberedRuns runs;

    RunChoice(Experiment experiment, SearchSpace space, Header now) {
        this.experiment = experiment;
        this.space = space;
        this.now = now;
        this.runs = new NumberedRuns(experiment);
    }

    /**
     * Where a run is.
     *
     * @param folder its folder
     * @param notes what users should know of that choice, one sentence each
     */
    record Place(RunFolder folder, List<String> notes) {}

    Place choose() {
        Optional<RunFolder> last = runs.last();
        switch (experiment.continuation()) {
            case NEW:
                return fresh(last);
            case FORK:
            case EXTEND:
                return last.flatMap(run -> JournalReader.read(run.journal()).map(journal -> fork(run, journal)))
                        .orElseThrow(this::nothingToFork);
            default:
                return last.map(this::goOn).orElseGet(this::begin);
        }
    }

    private static Place place(RunFolder folder) {
        return new Place(folder, List.of());
    }

    private Place fresh(Optional<RunFolder> last) {
        if (experiment.runFolder().isPresent() && last.isPresent()) {
            throw new ExperimentException("The folder " + last.get().path() + " holds a run already, so a new one can't"
                    + " begin there. Maybe name another folder.");
        }
        return begin();
    }

    /** A new run, which is told what the experiment's past runs know. */
    private Place begin() {
        List<String> notes = new ArrayList<>();
        for (Path past : experiment.past()) {
            Header then = RunHistory.read(past).header();
            if (!then.objectives().equals(now.objectives())) {
                throw new ExperimentException("The past run (" + past + ") was after " + then.objectives()
                        + ", and this experiment is after " + now.objectives() + ". Maybe leave it out.");
            }
            if (!HeaderDifference.data(then, now).isEmpty()) {
                notes.add("The past run (" + past + ") was on other data, so its scores are a hint only.");
            }
        }
        List<Path> winners = experiment.pastWinners().map(PastWinners::runs).orElse(List.of());
        winners.forEach(RunHistory::read);
        RunFolder run = runs.create();
        PastTrials.tell(experiment.past(), run);
        PastTrials.keepWinners(winners, run);
        return new Place(run, notes);
    }

    private Place goOn(RunFolder last) {
        Optional<JournalContents> journal = JournalReader.read(last.journal());
        if (journal.isEmpty()) {
            return place(last); // Not even its header was written: nothing was done there.
        }
        Header then = journal.get().header();
        List<String> differences = HeaderDifference.between(then, now);
        Ledger ledger = Ledger.of(journal.get());
        boolean ended = experiment.runFolder().isEmpty()
                && ledger.closing().filter(EndReason.Kind::isRegular).isPresent();
        if (ended && new Limits(experiment).isComplete(ledger)) {
            return begin();
        }
        if (differences.isEmpty()) {
            return place(last);
        }
        if (ended) {
            return new Place(
                    runs.create(),
                    List.of("A new run begins, since the last one (" + last.path() + ") was of another experiment: "
                            + String.join("; ", differences) + "."));
        }
        throw new CannotContinueException(
                "The run " + last.path() + " has not ended, and can't go on with this experiment: "
                        + String.join("; ", differences) + ".",
                List.of("undo that"),
                others(then));
    }

    /** How a run may begin instead. */
    private List<Continuation> others(Header then) {
        if (now.method() == Method.TRAINER || then.method() == Method.TRAINER) {
            return List.of(Continuation.NEW);
        }
        boolean grown = !HeaderDifference.space(then, now).isEmpty();
        return List.of(Continuation.NEW, grown ? Continuation.EXTEND : Continuation.FORK);
    }

    private Place fork(RunFolder last, JournalContents journal) {
        Header then = journal.header();
        List<String> changes = HeaderDifference.space(then, now);
        if (experiment.continuation() == Continuation.FORK && !changes.isEmpty()) {
            throw new CannotContinueException(
                    "The run " + last.path() + " searched another space: " + String.join("; ", changes) + ".",
                    List.of(),
                    List.of(Continuation.EXTEND));
        }
        if (!then.objectives().equals(now.objectives())) {
            throw new CannotContinueException(
                    "The run " + last.path() + " was after " + then.objectives() + ", and this experiment is after "
                            + now.objectives() + ".",
                    List.of(),
                    List.of(Continuation.NEW));
        }
        List<String> data = HeaderDifference.data(then, now);
        if (!data.isEmpty()) {
            throw new CannotContinueException(
                    "The scores of the run " + last.path() + " can't be compared with new ones: "
                            + String.join("; ", data) + ".",
                    List.of("use the former data again"),
                    List.of(Continuation.NEW));
        }
        Optional<String> misfit = PastTrials.misfit(PastTrials.upTo(last), space);
        if (misfit.isPresent()) {
            throw new CannotContinueException(
                    (changes.isEmpty()
                                    ? "The constraints did not only loosen: they refuse the trial "
                                    : "The space did not only grow: it no longer has the trial ")
                            + misfit.get() + " What changed: "
                            + String.join("; ", HeaderDifference.between(then, now)) + ".",
                    List.of(),
                    List.of(Continuation.NEW));
        }
        RunFolder run = runs.createNumbered();
        PastTrials.copy(last, run);
        List<String> others = new UsedPlugins(now, journal.lines()).changes();
        return new Place(
                run,
                others.isEmpty()
                        ? List.of()
                        : List.of("Since the run (" + last.path() + "), whose results are told, "
                                + String.join(", and ", others) + ". Results may not compare with those."));
    }

    private ExperimentException nothingToFork() {
        Path where = experiment.runFolder().orElse(experiment.runsFolder());
        return new CannotContinueException(
                "There is no run of (" + experiment.name() + ") in " + where + " whose results could be told.",
                List.of(),
                List.of(Continuation.NEW));
    }
}
