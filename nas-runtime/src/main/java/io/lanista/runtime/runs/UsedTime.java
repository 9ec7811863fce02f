package io.lanista.runtime.runs;

import io.lanista.runtime.journal.JournalLine;
import io.lanista.runtime.journal.JournalRecord;
import io.lanista.runtime.watch.EndReason;
import java.time.Duration;
import java.util.List;

/**
 * How long the sessions of a run took, as its journal says: a session lasts from its first line to its last, without pauses.
 *
 * @param total all sessions together
 * @param sinceOver those after the last one that ended because its time was over
 */
public record UsedTime(Duration total, Duration sinceOver) {
    /** The time that these lines of a journal took. */
    public static UsedTime of(List<JournalLine> lines) {
        Duration total = Duration.ZERO;
        Duration over = Duration.ZERO;
        for (int i = 1; i < lines.size(); i++) {
            JournalRecord record = lines.get(i).record();
            if (!(record instanceof JournalRecord.Resumed)) {
                total = total.plus(
                        Duration.between(lines.get(i - 1).at(), lines.get(i).at()));
            }
            if (record instanceof JournalRecord.Paused pause) {
                total = total.minusNanos(Math.round(pause.seconds() * 1e9));
            } else if (record instanceof JournalRecord.Closed closed
                    && closed.reason().equals(EndReason.Kind.TIME.word())) {
                over = total;
            }
        }
        return new UsedTime(total, total.minus(over));
    }
}
