package io.lanista.runtime.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.runtime.journal.JournalLine;
import io.lanista.runtime.journal.JournalRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class UsedTimeTest {
    private final List<JournalLine> lines = new ArrayList<>();

    private void at(long second, JournalRecord record) {
        lines.add(new JournalLine(lines.size(), Instant.ofEpochSecond(second), record));
    }

    private static JournalRecord something() {
        return new JournalRecord.Rejected(0, "");
    }

    private static JournalRecord resumed() {
        return new JournalRecord.Resumed(OptionalInt.empty(), 1, List.of());
    }

    @Test
    void theTimeBetweenSessionsDoesNotCount() {
        at(0, something());
        at(10, something());
        at(100, resumed());
        at(105, something());

        assertThat(UsedTime.of(lines)).isEqualTo(new UsedTime(Duration.ofSeconds(15), Duration.ofSeconds(15)));
    }

    @Test
    void pausesDoNotCount() {
        at(0, something());
        at(10, new JournalRecord.Paused(4));

        assertThat(UsedTime.of(lines).total()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void whatWasUsedBeforeTheTimeWasOverIsToldApart() {
        at(0, something());
        at(10, new JournalRecord.Closed("time"));
        at(50, resumed());
        at(53, something());

        assertThat(UsedTime.of(lines)).isEqualTo(new UsedTime(Duration.ofSeconds(13), Duration.ofSeconds(3)));
    }

    @Test
    void aJournalWithoutLinesTookNoTime() {
        assertThat(UsedTime.of(List.of())).isEqualTo(new UsedTime(Duration.ZERO, Duration.ZERO));
    }
}
