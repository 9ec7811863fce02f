package io.lanista.runtime.experiment;

import io.lanista.runtime.journal.JournalLine;
import io.lanista.runtime.journal.JournalRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How long an experiment has run, all its sessions together; a session lasts from its first line in the journal to its last. */
final class Stopwatch {
    private final Clock clock;
    private final Duration before;
    private final Instant start;

    Stopwatch(Clock clock, List<JournalLine> past) {
        this.clock = clock;
        this.before = sum(past);
        this.start = clock.instant();
    }

    Duration elapsed() {
        return before.plus(Duration.between(start, clock.instant()));
    }

    /** How long the sessions took that wrote these lines. */
    static Duration sum(List<JournalLine> lines) {
        Duration sum = Duration.ZERO;
        for (int i = 1; i < lines.size(); i++) {
            if (!(lines.get(i).record() instanceof JournalRecord.Resumed)) {
                sum = sum.plus(
                        Duration.between(lines.get(i - 1).at(), lines.get(i).at()));
            }
        }
        return sum;
    }
}
