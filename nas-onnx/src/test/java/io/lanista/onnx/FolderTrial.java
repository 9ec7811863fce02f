package io.lanista.onnx;

import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.TrialContext;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Random;
import java.util.random.RandomGenerator;

/** A trial that writes into a folder and is never cancelled. */
record FolderTrial(Path folder) implements TrialContext {
    @Override
    public int trial() {
        return 0;
    }

    @Override
    public long seed() {
        return 1;
    }

    @Override
    public RandomGenerator random() {
        return new Random(1);
    }

    @Override
    public void report(int step, Metrics metrics) {}

    @Override
    public void checkCancelled() {}

    @Override
    public OptionalInt steps() {
        return OptionalInt.empty();
    }

    @Override
    public Path checkpointFolder() {
        return folder;
    }

    @Override
    public Path artifactFolder() {
        return folder;
    }
}
