package io.lanista.samples.embedding;

import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Repeat;
import io.lanista.api.model.Value;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Objective;
import io.lanista.djl.data.DataSet;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.Continuation;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.RunResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Searches for a network that tells points inside a ring from points outside of it. */
public final class Embedding {
    private Embedding() {}

    /** Runs the search, and prints the best network. */
    public static void main(String[] arguments) throws Exception {
        Path runs = arguments.length > 0 ? Path.of(arguments[0]) : Files.createTempDirectory("embedding");
        Model base = Model.named("points")
                .input("point", 2)
                .then(
                        "hidden",
                        Repeat.of(
                                "depth",
                                1,
                                3,
                                Graph.sequence(
                                        Layer.of("linear", "units", Value.choice("width", 8, 16, 32)),
                                        Layer.of("relu"))))
                .then("head", Layer.of("linear", "units", Model.OUTPUTS))
                .setting("learning_rate", Value.logReal("rate", 1e-3, 1e-1))
                .build();
        Experiment experiment = Experiment.named("ring")
                .space(SearchSpace.of(base))
                .strategy("random", Map.of())
                .evaluator("classification", Map.of("epochs", 20))
                .objective(Objective.maximize("accuracy"))
                .budget(Budget.ofTrials(6))
                .runsFolder(runs)
                .continuation(Continuation.NEW)
                .build();
        try (NasRuntime nas = NasRuntime.builder().given(points(600)).build()) {
            RunResult result = nas.run(experiment);
            result.best().ifPresent(best -> System.out.println("Best: " + best.choices() + " " + best.test()));
        }
    }

    private static DataSet points(int count) {
        Random random = new Random(1);
        float[] coordinates = new float[2 * count];
        int[] inside = new int[count];
        for (int i = 0; i < count; i++) {
            coordinates[2 * i] = (float) random.nextGaussian();
            coordinates[2 * i + 1] = (float) random.nextGaussian();
            inside[i] = Math.hypot(coordinates[2 * i], coordinates[2 * i + 1]) < 1.2 ? 1 : 0;
        }
        return DataSet.classification(new long[] {2}, List.of("outside", "inside"), coordinates, inside);
    }
}
