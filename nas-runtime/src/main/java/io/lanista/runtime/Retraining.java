package io.lanista.runtime;

import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Evaluator;
import io.lanista.djl.train.TrainedNetwork;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.runs.RunFolder;
import io.lanista.runtime.runs.RunHistory;
import io.lanista.runtime.runs.RunSetup;
import io.lanista.runtime.watch.BestTrial;
import io.lanista.runtime.watch.SupernetExport;
import io.lanista.runtime.watch.TrialReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Describes an experiment that trains an architecture of a run again. */
final class Retraining {
    private Retraining() {}

    static ExperimentBuilder of(Path run, OptionalInt trial, boolean fromWeights, List<Object> given) {
        RunHistory history = RunHistory.read(run);
        Choices choices = trial.isPresent() ? choices(history, trial.getAsInt()) : best(history);
        RunSetup setup = RunSetup.read(run);
        Map<String, Object> options =
                new LinkedHashMap<>(history.header().evaluator().options());
        if (fromWeights) {
            options.put("start_from", keptBy(history, trial).toString());
        }
        String evaluator = history.header().evaluator().name();
        ExperimentBuilder again = Experiment.named(history.header().experiment() + "-retrained")
                .space(SearchSpace.of(setup.space()))
                .architecture(choices)
                .evaluator(evaluator, options)
                .objectives(history.header().objectives())
                .seed(history.header().seed())
                .baseFolder(setup.baseFolder());
        for (Object object : given) {
            if (object instanceof Evaluator own && own.name().equals(evaluator)) {
                again.evaluator(own, options);
            } else {
                again.given(object);
            }
        }
        return again;
    }

    private static Choices choices(RunHistory history, int trial) {
        return history.trials().stream()
                .filter(report -> report.trial() == trial)
                .findFirst()
                .map(TrialReport::choices)
                .orElseThrow(() -> new ExperimentException("The run (" + history.folder() + ") has no trial (" + trial
                        + ") that ended. Maybe name another one."));
    }

    private static Choices best(RunHistory history) {
        return history.best()
                .map(BestTrial::choices)
                .or(() -> history.export().map(SupernetExport::choices))
                .orElseThrow(
                        () -> new ExperimentException("The run (" + history.folder() + ") has no scored trial yet."));
    }

    private static Path keptBy(RunHistory history, OptionalInt trial) {
        int number = trial.isPresent()
                ? trial.getAsInt()
                : history.best().map(BestTrial::trial).orElse(-1);
        Path kept = new RunFolder(history.folder().toAbsolutePath().normalize()).artifact(number);
        if (!Files.exists(kept.resolve(TrainedNetwork.FILE))) {
            throw new ExperimentException(
                    "The run (" + history.folder() + ") keeps the weights of its best trials only, and none of "
                            + (number < 0 ? "any trial" : "trial (" + number + ")") + ". Maybe train afresh.");
        }
        return kept;
    }
}
