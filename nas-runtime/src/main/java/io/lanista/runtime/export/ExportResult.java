package io.lanista.runtime.export;

import io.lanista.api.trial.Metrics;
import io.lanista.runtime.watch.BestTrial;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What was written into a folder of its own: a winner, or, if no trial was scored yet, the architecture that a one-shot trainer
 * exported, which isn't trained.
 *
 * @param folder where it lies
 * @param winner what was exported; empty for an architecture that isn't trained
 * @param checked what the exported files measure on the test data when they are loaded back; empty without such data or a winner
 * @param unchecked why it could not be measured, one sentence; empty if it was, or if there was nothing to measure
 */
public record ExportResult(
        Path folder, Optional<BestTrial> winner, Optional<Metrics> checked, Optional<String> unchecked) {
    /** Whether loading it back gives exactly what the run reported; a run that ended before its test reported nothing. */
    public boolean isExact() {
        Optional<Metrics> reported = winner.flatMap(BestTrial::test);
        return unchecked.isEmpty() && (reported.isEmpty() || checked.equals(reported));
    }
}
