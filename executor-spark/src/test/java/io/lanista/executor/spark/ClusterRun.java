package io.lanista.executor.spark;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.DuplicatePolicy;
import io.lanista.runtime.experiment.Experiment;
import java.nio.file.Path;
import java.util.Map;

/** A host that can be killed: searches with an executor in a folder, or goes on where it was. */
final class ClusterRun {
    private ClusterRun() {}

    /** Arguments: the folder of runs, how many trials, the executor, and what is its master and its home. */
    public static void main(String[] arguments) throws InterruptedException {
        run(
                Path.of(arguments[0]),
                Integer.parseInt(arguments[1]),
                arguments[2],
                arguments[2].equals("spark")
                        ? Map.of("master", arguments[3], "home", arguments[4], "heap", "128m", "wait", 300)
                        : Map.of());
    }

    /** Runs it to its end. */
    static void run(Path runs, int trials, String executor, Map<String, Object> options) throws InterruptedException {
        SearchSpace space = SearchSpace.of(Model.named("numbers")
                .input("x", 1)
                .then("same", Layer.of("identity"))
                .setting("a", Value.choice("a", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16))
                .setting("b", Value.choice("b", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16))
                .build());
        Experiment experiment = Experiment.named("k")
                .space(space)
                .strategy("random", Map.of())
                .evaluator("stepping", Map.of())
                .objective(Objective.maximize("score"))
                .budget(Budget.ofTrials(trials))
                .parallelism(2)
                .seed(1)
                .retries(1000)
                .duplicates(DuplicatePolicy.REPEAT)
                .executor(executor, options)
                .runsFolder(runs)
                .build();
        try (NasRuntime nas = NasRuntime.builder().build()) {
            nas.run(experiment);
        }
    }
}
