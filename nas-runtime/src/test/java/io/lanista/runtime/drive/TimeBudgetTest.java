package io.lanista.runtime.drive;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.runtime.runs.UsedTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimeBudgetTest {
    private static final Optional<Duration> TEN = Optional.of(Duration.ofMinutes(10));

    /** A clock that a test sets. */
    private static final class SetClock extends Clock {
        private Instant now = Instant.EPOCH;

        void pass(long minutes) {
            now = now.plus(Duration.ofMinutes(minutes));
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final SetClock clock = new SetClock();

    private TimeBudget after(long total, long sinceOver) {
        return new TimeBudget(TEN, new UsedTime(Duration.ofMinutes(total), Duration.ofMinutes(sinceOver)), clock);
    }

    @Test
    void interruptedSessionsShareTheTime() {
        TimeBudget time = after(4, 4);
        clock.pass(5);

        assertThat(time.elapsed()).isEqualTo(Duration.ofMinutes(9));
        assertThat(time.left()).contains(Duration.ofMinutes(1));
        assertThat(time.isOver()).isFalse();
        clock.pass(1);
        assertThat(time.isOver()).isTrue();
    }

    @Test
    void onceItWasOverTheNextSessionHasAllOfItAgain() {
        assertThat(after(10, 0).left()).contains(Duration.ofMinutes(10));
        assertThat(after(13, 3).left()).as("after one that was interrupted").contains(Duration.ofMinutes(7));
    }

    @Test
    void aRaisedBudgetHasWhatItWasRaisedBy() {
        TimeBudget raised = new TimeBudget(
                Optional.of(Duration.ofMinutes(15)), new UsedTime(Duration.ofMinutes(10), Duration.ZERO), clock);
        assertThat(raised.left()).contains(Duration.ofMinutes(5));
    }

    @Test
    void aPauseUsesUpNothingAndIsToldOnce() {
        TimeBudget time = after(0, 0);
        clock.pass(2);
        time.pause();
        clock.pass(60);
        assertThat(time.left()).contains(Duration.ofMinutes(8));
        assertThat(time.takePauses()).as("of a pause that lasts").isZero();
        time.resume();
        clock.pass(1);

        assertThat(time.elapsed()).isEqualTo(Duration.ofMinutes(3));
        assertThat(time.takePauses()).isEqualTo(Duration.ofMinutes(60));
        assertThat(time.takePauses()).isZero();
    }

    @Test
    void withoutALimitItIsNeverOver() {
        TimeBudget time = new TimeBudget(Optional.empty(), new UsedTime(Duration.ZERO, Duration.ZERO), clock);
        clock.pass(1_000_000);
        assertThat(time.left()).isEmpty();
        assertThat(time.isOver()).isFalse();
    }
}
