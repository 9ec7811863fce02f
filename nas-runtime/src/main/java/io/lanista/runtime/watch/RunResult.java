package io.lanista.runtime.watch;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a run came to.
 *
 * @param experiment its name
 * @param folder where its journal and the best trial's artifacts are
 * @param reason why it ended
 * @param completed how many trials ended with a score, or were stopped early with what they had
 * @param failed how many failed
 * @param rejected how many candidates were refused without being run
 * @param best the winner, if any trial reached a score that is a finite number; where there are several objectives, the front's knee
 * @param front the trials that no other one beats, the best of the first objective first: the winner, where there is one objective
 * @param export what a one-shot trainer exported; the best trial is that architecture, trained from scratch
 * @param seconds how long it ran, all its sessions together, without pauses
 */
public record RunResult(
        String experiment,
        Path folder,
        EndReason reason,
        int completed,
        int failed,
        int rejected,
        Optional<BestTrial> best,
        List<BestTrial> front,
        Optional<SupernetExport> export,
        double seconds) {
    /** Copies. */
    public RunResult {
        front = List.copyOf(front);
    }
}
