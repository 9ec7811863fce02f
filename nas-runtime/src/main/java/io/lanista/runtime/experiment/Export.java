package io.lanista.runtime.experiment;

import io.lanista.api.trial.Metrics;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What was written into a folder of its own: a winner, or, if no trial was scored yet, the architecture that a one-shot trainer
 * exported, which isn't trained.
 *
 * @param folder where it lies
 * @param winner what was exported; empty for an architecture that isn't trained
 * @param checked what the exported files measure on the test data when they are loaded back; empty without such data or a winner
 */
public record Export(Path folder, Optional<BestTrial> winner, Optional<Metrics> checked) {
    /** Whether loading it back gives exactly what the run reported. */
    public boolean isExact() {
        return checked.equals(winner.flatMap(BestTrial::test));
    }
}
