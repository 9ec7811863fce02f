package io.lanista.runtime.drive;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.experiment.Stopping;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A search as a program, which tests start and kill: {@code FOLDER TRIALS PARALLELISM [KIND]}. Kinds: {@code function} (a function
 * that takes some milliseconds), {@code network} (networks are trained).
 */
final class SearchProgram {
    private SearchProgram() {}

    public static void main(String[] arguments) throws Exception {
        String kind = arguments.length > 3 ? arguments[3] : "function";
        Path folder = Path.of(arguments[0]);
        ExperimentBuilder builder = kind.equals("network") ? networks() : function();
        Experiment experiment = builder.budget(Budget.ofTrials(Integer.parseInt(arguments[1])))
                .parallelism(Integer.parseInt(arguments[2]))
                .runFolder(folder)
                .build();
        try (NasRuntime nas = NasRuntime.builder().build()) {
            nas.run(experiment);
        }
        System.exit(0);
    }

    static ExperimentBuilder networks() {
        SearchSpace space = SearchSpace.of(Model.named("net")
                .input("image", 1, 8, 8)
                .then("flat", Layer.of("flatten"))
                .then("hidden", Layer.of("linear", "units", Value.integer("units", 4, 64)))
                .then("relu", Layer.of("relu"))
                .then("head", Layer.of("linear", "units", Model.OUTPUTS))
                .setting("learning_rate", Value.logReal("rate", 1e-3, 1e-1))
                .build());
        return Experiment.named("network")
                .space(space)
                .strategy(new Fixtures.Sensitive(), Map.of())
                .evaluator(
                        "classification",
                        Map.of("data", Map.of("source", "glyphs", "size", 8, "per_class", 60), "epochs", 12))
                .objective(Objective.maximize("accuracy"))
                .executor(Experiment.INLINE, Map.of());
    }

    private static ExperimentBuilder function() {
        Fixtures.Measuring evaluator = new Fixtures.Measuring((model, context) -> {
            double value = Fixtures.value(model);
            for (int step = 1; step <= 3; step++) {
                Thread.sleep(ThreadLocalRandom.current().nextInt(3));
                context.report(step, Metrics.of(Fixtures.METRIC, value * step / 3));
            }
            if (context.random().nextInt(10) == 0) {
                throw new IllegalStateException("unlucky");
            }
            return value;
        });
        return Fixtures.experiment(evaluator).stopping(Stopping.median(2, 5));
    }
}
