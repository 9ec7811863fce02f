package io.lanista.runtime.experiment;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a run came to.
 *
 * @param experiment its name
 * @param folder where its journal and the best trial's artifacts are
 * @param ending why it ended
 * @param completed how many trials ended with a score, or were stopped early with what they had
 * @param failed how many failed
 * @param rejected how many candidates were refused without being run
 * @param best the winner, if any trial was scored
 * @param export what a one-shot trainer exported; the best trial is that architecture, trained from scratch
 * @param seconds how long it ran, all its sessions together
 */
public record RunResult(
        String experiment,
        Path folder,
        Ending ending,
        int completed,
        int failed,
        int rejected,
        Optional<BestTrial> best,
        Optional<SupernetExport> export,
        double seconds) {}
