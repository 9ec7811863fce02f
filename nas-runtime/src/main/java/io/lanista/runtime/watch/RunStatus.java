package io.lanista.runtime.watch;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How far a run is.
 *
 * @param state what it does
 * @param scored how many trials were evaluated to their end
 * @param stopped how many were stopped early, by the strategy, by a rule or by the end of the time
 * @param failed how many failed
 * @param rejected how many candidates were refused
 * @param running how many trials run now
 * @param trials how many there may be, if that is limited
 * @param best the best so far
 * @param elapsed how long it has run, all its sessions together, without pauses
 * @param left how long it may still run, if that is limited
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
        Duration elapsed,
        Optional<Duration> left) {
    /** What a run does. */
    public enum State {
        /** It was submitted, and waits for its turn. */
        WAITING,
        /** It replays its journal. */
        REPLAYING,
        /** It asks and runs trials. */
        RUNNING,
        /** It starts no new trials until it is resumed. */
        PAUSED,
        /** It has an end in sight: what runs still ends, or the winner is tested. */
        ENDING,
        /** It is over. */
        ENDED,
        /** It is over, since something went wrong: awaiting it throws what. */
        FAILED
    }

    /** How many trials ended with a score, or were stopped early with what they had. */
    public int completed() {
        return scored + stopped;
    }

    /** The same in another state. */
    public RunStatus in(State other) {
        return new RunStatus(other, scored, stopped, failed, rejected, running, trials, best, elapsed, left);
    }
}
