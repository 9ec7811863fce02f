package io.lanista.samples.embedding;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Objective;
import io.lanista.djl.data.DataSet;
import io.lanista.djl.train.TrainedNetwork;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.export.ExportResult;
import io.lanista.runtime.watch.RunResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Searches for a network that tells points inside a ring from points outside of it. */
public final class Embedding {
    private Embedding() {}

    /** Runs the search, and lets the best network tell of two points what they are. */
    public static void main(String[] arguments) throws Exception {
        Path runs = arguments.length > 0 ? Path.of(arguments[0]) : Files.createTempDirectory("embedding");
        DataSet points = points(600);
        Model base = Model.named("points")
                .input("point", 2)
                .then("hidden", Layer.of("linear", "units", Value.choice("width", 8, 16, 32)))
                .then("relu", Layer.of("relu"))
                .then("head", Layer.of("linear", "units", Model.OUTPUTS))
                .setting("learning_rate", Value.logReal("rate", 1e-2, 1e-1))
                .build();
        Experiment experiment = Experiment.named("ring")
                .space(SearchSpace.of(base))
                .strategy("random", Map.of())
                .evaluator("classification", Map.of("epochs", 20))
                .given(points)
                .objective(Objective.maximize("accuracy"))
                .budget(Budget.ofTrials(6))
                .runsFolder(runs)
                .build();
        try (NasRuntime nas = NasRuntime.builder().build()) {
            RunResult result = nas.run(experiment);
            result.best().ifPresent(best -> System.out.println("Best: " + best.choices() + " " + best.test()));
            ExportResult winner = nas.export(result.folder(), runs.resolve("winner"), points);
            try (TrainedNetwork network = nas.load(winner.folder())) {
                System.out.println(Arrays.deepToString(network.predict(new float[][] {{0, 0}, {3, 3}})));
            }
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
