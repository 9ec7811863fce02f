package io.lanista.runtime.experiment;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How far a run is.
 *
 * @param state what it does
 * @param scored how many trials were evaluated to their end
 * @param stopped how many were stopped early
 * @param failed how many failed
 * @param rejected how many candidates were refused
 * @param running how many trials run now
 * @param trials how many there may be, if that is limited
 * @param best the best so far
 * @param elapsed how long it has run, all its sessions together
 */
public record RunStatus(
        State state,
        int scored,
        int stopped,
        int failed,
        int rejected,
        int running,
        OptionalInt trials,
        Optional<BestTrial> best,
        Duration elapsed) {
    /** What a run does. */
    public enum State {
        /** It replays its journal. */
        REPLAYING,
        /** It asks and runs trials. */
        RUNNING,
        /** It starts no new trials until it is resumed. */
        PAUSED,
        /** It has an end in sight: what runs still ends, or the winner is tested. */
        ENDING,
        /** It is over. */
        ENDED
    }

    /** How many trials ended with a score, or were stopped early with what they had. */
    public int completed() {
        return scored + stopped;
    }
}
