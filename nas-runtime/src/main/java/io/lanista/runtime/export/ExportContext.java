package io.lanista.runtime.export;

import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.TrialContext;
import io.lanista.base.random.Seeds;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** In what an exported winner is measured: its files lie in the folder of the export. */
record ExportContext(Path artifactFolder, int trial, long seed) implements TrialContext {
    @Override
    public RandomGenerator random() {
        return Seeds.generator(seed);
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
