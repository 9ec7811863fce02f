package io.lanista.runtime.drive;

import io.lanista.runtime.runs.UsedTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a run has been at work, and how long it may still be. Sessions that were interrupted share the time; once it was over, the
 * next session has all of it again. Pauses don't count. Safe for use by several threads.
 *
 * <p>Example: of ten minutes, a session that was interrupted after four leaves six to the next one. That one uses them up; a third
 * session has ten minutes.
 */
final class TimeBudget {
    private final Optional<Duration> limit;
    private final Duration before;
    private final Duration charged;
    private final Clock clock;
    private final Instant start;
    private Duration paused = Duration.ZERO;
    private Duration unrecorded = Duration.ZERO;
    private @Nullable Instant pausedSince;

    /**
     * Begins now.
     *
     * @param limit how long a run may be at work
     * @param used what former sessions took
     */
    TimeBudget(Optional<Duration> limit, UsedTime used, Clock clock) {
        this.limit = limit;
        this.before = used.total();
        this.charged = limit.filter(time -> time.compareTo(used.total()) > 0)
                .map(time -> used.total())
                .or(() -> limit.filter(time -> time.compareTo(used.sinceOver()) > 0)
                        .map(time -> used.sinceOver()))
                .orElse(Duration.ZERO);
        this.clock = clock;
        this.start = clock.instant();
    }

    /** How long it has been at work, all sessions together. */
    synchronized Duration elapsed() {
        return before.plus(session());
    }

    /** How long it may still be at work, at least nothing; empty without a limit. */
    synchronized Optional<Duration> left() {
        return limit.map(time -> time.minus(charged).minus(session()))
                .map(left -> left.isNegative() ? Duration.ZERO : left);
    }

    boolean isOver() {
        return left().filter(Duration::isZero).isPresent();
    }

    private Duration session() {
        Instant now = pausedSince == null ? clock.instant() : pausedSince;
        return Duration.between(start, now).minus(paused);
    }

    synchronized void pause() {
        if (pausedSince == null) {
            pausedSince = clock.instant();
        }
    }

    synchronized void resume() {
        if (pausedSince != null) {
            Duration pause = Duration.between(pausedSince, clock.instant());
            paused = paused.plus(pause);
            unrecorded = unrecorded.plus(pause);
            pausedSince = null;
        }
    }

    /** The pauses that have ended since this was last asked. */
    synchronized Duration takePauses() {
        Duration taken = unrecorded;
        unrecorded = Duration.ZERO;
        return taken;
    }
}
