package io.lanista.bench;

import io.lanista.api.trial.Evaluator;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.PluginChoice;
import io.lanista.runtime.plugin.Lease;
import io.lanista.runtime.runs.RunHistory;
import io.lanista.runtime.watch.RunHandle;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a table of results for tabular benchmarks: runs an experiment once for each of several seeds, tests every network on the
 * data that the search doesn't see, and puts all that was measured into one table. With the strategy {@code grid} and no bound on
 * trials, the table holds the whole space. What was interrupted goes on where it was.
 *
 * @param runtime finds the strategy and the evaluator
 * @param experiment what is run; its seed and its budget's target don't matter
 * @param folder where the runs are kept, one folder for each seed
 */
public record TableRecording(NasRuntime runtime, Experiment experiment, Path folder) {
    /**
     * Runs what isn't finished yet, and returns the table.
     *
     * @throws InterruptedException if this thread was interrupted; the current run is cancelled then
     */
    public RecordedTable record(List<Long> seeds, RunListener listener) throws InterruptedException {
        PluginChoice<Evaluator> chosen = experiment.evaluator();
        if (chosen.object().isPresent()) {
            return record(seeds, chosen.object().get(), listener);
        }
        try (Lease<Evaluator> evaluator = runtime.lease(Evaluator.class, chosen.name())) {
            return record(seeds, evaluator.get(), listener);
        }
    }

    private RecordedTable record(List<Long> seeds, Evaluator evaluator, RunListener listener)
            throws InterruptedException {
        List<RunHistory> runs = new ArrayList<>();
        for (long seed : seeds) {
            runs.add(run(seed, new TestedEvaluator(evaluator), listener));
        }
        return RecordedTable.of(
                experiment.space(), experiment.objectives().get(0).metric(), runs);
    }

    private RunHistory run(long seed, Evaluator evaluator, RunListener listener) throws InterruptedException {
        Experiment seeded = experiment.toBuilder()
                .evaluator(evaluator, experiment.evaluator().options())
                .seed(seed)
                .reevaluate(0) // The table has a row for each architecture, and a column for each seed.
                .runFolder(folder.resolve("seed-" + seed))
                .build();
        try (RunHandle run = runtime.start(seeded, listener)) {
            RunResult result = run.await();
            return RunHistory.read(result.folder());
        }
    }
}
