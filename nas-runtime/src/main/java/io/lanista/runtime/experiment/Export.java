package io.lanista.runtime.experiment;

import io.lanista.api.trial.Metrics;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A winner that was written into a folder of its own.
 *
 * @param folder where it lies
 * @param winner what was exported
 * @param checked what the exported files measure on the test data when they are loaded back; empty without such data
 */
public record Export(Path folder, BestTrial winner, Optional<Metrics> checked) {
    /** Whether loading it back gives exactly what the run reported. */
    public boolean isExact() {
        return checked.equals(winner.test());
    }
}
