package io.lanista.runtime.runs;

import io.lanista.djl.train.EarlierRun;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.journal.JournalRecord;
import java.nio.file.Path;

/** What earlier runs of one-shot search left for evaluators. */
public final class EarlierRuns {
    private EarlierRuns() {}

    /**
     * The set-up of a run with a trained supernet.
     *
     * @throws ExperimentException if there is no run, or it has no supernet that was trained to the end of its training
     */
    public static EarlierRun read(Path folder) {
        RunHistory history = RunHistory.read(folder);
        JournalRecord.Header header = history.header();
        if (header.method() != JournalRecord.Method.TRAINER) {
            throw new ExperimentException("The run (" + folder + ") was searched by the strategy '"
                    + header.searcher().name()
                    + "', so it has no supernet. Maybe name a run with a trainer, such as spos.");
        }
        if (history.export().filter(export -> export.isFinal()).isEmpty()) {
            throw new ExperimentException("The supernet of the run (" + folder
                    + ") isn't trained to its end. Maybe run its" + " experiment again, which goes on with it.");
        }
        RunSetup setup = RunSetup.read(folder);
        Path supernet = new SupernetCheckpoints(new RunFolder(folder))
                .last()
                .orElseThrow(() -> new ExperimentException("The run (" + folder
                        + ") has no supernet any more: there is nothing in its folder 'supernet'. Maybe its trainer"
                        + " can't save one, or it was deleted."));
        return new EarlierRun(
                setup.space(), header.evaluator().name(), header.evaluator().options(), setup.baseFolder(), supernet);
    }
}
