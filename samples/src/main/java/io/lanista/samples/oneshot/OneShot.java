package io.lanista.samples.oneshot;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Model;
import io.lanista.api.model.Subgraph;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.watch.RunHandle;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunResult;
import io.lanista.runtime.watch.RunStatus;
import io.lanista.runtime.watch.SupernetEpoch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Trains a supernet whose layers are to be chosen, then the network that comes out of it; started again, it goes on where it was. */
public final class OneShot {
    private OneShot() {}

    /** Runs the search in a folder, and prints each epoch and what came out. */
    public static void main(String[] arguments) throws Exception {
        Path run = arguments.length > 0 ? Path.of(arguments[0]) : Files.createTempDirectory("one-shot");
        Experiment experiment = Experiment.named("one-shot")
                .space(SearchSpace.of(base()))
                .trainer("darts", Map.of("epochs", 6, "batch_size", 16, "architecture_learning_rate", 0.05))
                .evaluator(
                        "classification",
                        Map.of("epochs", 3, "data", Map.of("source", "glyphs", "size", 8, "per_class", 20)))
                .objective(Objective.maximize("accuracy"))
                .runFolder(run)
                .build();
        RunListener printer = new RunListener() {
            @Override
            public void epochEnded(SupernetEpoch epoch, RunStatus status) {
                System.out.println("Epoch " + epoch.epoch() + ": " + epoch.weights());
            }
        };
        try (NasRuntime nas = NasRuntime.builder().build();
                RunHandle handle = nas.start(experiment, printer)) {
            RunResult result = handle.await();
            result.export().ifPresent(export -> System.out.println("Exported: " + export.choices()));
            result.best()
                    .ifPresent(best ->
                            System.out.println("From scratch: " + best.score().value()));
        }
    }

    private static Model base() {
        return Model.named("choices")
                .input("image", 1, 8, 8)
                .then("stem", convolution(3))
                .then("first", choice("first"))
                .then("second", choice("second"))
                .then("pool", Layer.of("global_avg_pool"))
                .then("head", Layer.of("linear", "units", Model.OUTPUTS))
                .build();
    }

    private static LayerChoice choice(String label) {
        return LayerChoice.of(
                label,
                Candidate.of("skip", Layer.of("identity")),
                Candidate.of("conv1", convolution(1)),
                Candidate.of("conv3", convolution(3)));
    }

    private static Subgraph convolution(int kernel) {
        return Graph.sequence(
                Layer.of("conv2d", "out_channels", 8, "kernel", kernel, "padding", kernel / 2, "bias", false),
                Layer.of("batch_norm"),
                Layer.of("relu"));
    }
}
