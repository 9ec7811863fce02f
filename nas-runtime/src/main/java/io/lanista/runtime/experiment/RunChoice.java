package io.lanista.runtime.experiment;

import io.lanista.api.space.SearchSpace;
import io.lanista.runtime.journal.JournalContents;
import io.lanista.runtime.journal.JournalReader;
import io.lanista.runtime.journal.JournalRecord.Header;
import io.lanista.runtime.journal.JournalRecord.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Decides whether an experiment goes on with its last run or begins a new one, and what that one knows. */
final class RunChoice {
    private final Experiment experiment;
    private final SearchSpace space;
    private final Header now;
    private final RunFolders folders;

    RunChoice(Experiment experiment, SearchSpace space, Header now) {
        this.experiment = experiment;
        this.space = space;
        this.now = now;
        this.folders = new RunFolders(experiment);
    }

    RunFolder choose() {
        Optional<RunFolder> last = folders.last();
        Optional<Header> then =
                last.flatMap(run -> JournalReader.read(run.journal())).map(JournalContents::header);
        switch (experiment.continuation()) {
            case NEW:
                return fresh(last);
            case FORK:
            case EXTEND:
                return fork(last.orElseThrow(() -> nothingToFork()), then.orElseThrow(() -> nothingToFork()));
            default:
                return last.isEmpty() ? folders.create() : goOn(last.get(), then);
        }
    }

    private RunFolder fresh(Optional<RunFolder> last) {
        if (experiment.runFolder().isPresent() && last.isPresent()) {
            throw new ExperimentException("The folder " + last.get().path() + " holds a run already, so a new one can't"
                    + " begin there. Maybe name another folder.");
        }
        return folders.create();
    }

    private RunFolder goOn(RunFolder last, Optional<Header> then) {
        if (then.isEmpty()) {
            return last; // Not even its header was written: nothing was done there.
        }
        List<String> differences = HeaderDifference.between(then.get(), now);
        boolean settled = experiment.runFolder().isPresent();
        if (!settled && folders.endedRegularly(last)) {
            boolean raised = differences.isEmpty() && !folders.isComplete(last, new Limits(experiment));
            return raised ? last : folders.create();
        }
        if (!differences.isEmpty()) {
            throw new ExperimentException("The run " + last.path() + " has not ended, and can't go on with this"
                    + " experiment: " + String.join("; ", differences)
                    + ". Maybe undo that, " + others(then.get()) + ".");
        }
        return last;
    }

    private String others(Header then) {
        if (now.method() == Method.TRAINER || then.method() == Method.TRAINER) {
            return "or begin a new run with --new";
        }
        return "begin a new run with --new, or one that knows the old results with " + fork(then);
    }

    private String fork(Header then) {
        return HeaderDifference.space(then, now).isEmpty() ? "--fork" : "--extend (if the space only grew)";
    }

    private RunFolder fork(RunFolder last, Header then) {
        List<String> space = HeaderDifference.space(then, now);
        if (experiment.continuation() == Continuation.FORK && !space.isEmpty()) {
            throw new ExperimentException("The run " + last.path() + " searched another space: "
                    + String.join("; ", space) + ". Maybe use --extend, if the space only grew.");
        }
        if (!then.objective().equals(now.objective())) {
            throw new ExperimentException("The run " + last.path() + " was after " + then.objective() + ", and this"
                    + " experiment is after " + now.objective() + ". Maybe begin a new run with --new.");
        }
        Optional<String> misfit = PastTrials.misfit(PastTrials.upTo(last), this.space);
        if (misfit.isPresent()) {
            throw new ExperimentException("The space did not only grow: it no longer has the trial " + misfit.get()
                    + " What changed: " + String.join("; ", space) + ". Maybe begin a new run with --new.");
        }
        RunFolder run = folders.createNumbered();
        PastTrials.copy(last, run);
        return run;
    }

    private ExperimentException nothingToFork() {
        Path where = experiment.runFolder().orElse(experiment.runsFolder());
        return new ExperimentException("There is no run of (" + experiment.name() + ") in " + where
                + " whose results could be told. Maybe leave --fork out.");
    }
}
