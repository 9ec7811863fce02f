package io.lanista.runtime.experiment;

import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.TrialContext;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** The context in which an exported winner is measured: its artifacts lie in the folder of the export. */
record ExportedTrial(Path artifactFolder, long seed) implements TrialContext {
    @Override
    public int trial() {
        return 0;
    }

    @Override
    public RandomGenerator random() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    @Override
    public void report(int step, Metrics metrics) {
        throw new IllegalStateException("Measuring a winner has no intermediate metrics to report.");
    }

    @Override
    public void checkCancelled() {
        // Nobody can cancel this.
    }

    @Override
    public OptionalInt steps() {
        return OptionalInt.empty();
    }

    @Override
    public Path checkpointFolder() {
        return artifactFolder;
    }
}
