package io.lanista.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTailTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void journal() {
        file = folder.resolve("journal.jsonl");
    }

    private void write(int from, int to) {
        try (Journal journal = Journal.open(file, Durability.WRITTEN, Clock.systemUTC())) {
            for (int i = from; i < to; i++) {
                journal.append(i == 0 ? JournalTest.records().get(0) : new JournalRecord.Rejected(i, "no " + i));
            }
            journal.commit();
        }
    }

    private static List<Long> numbers(List<JournalLine> lines) {
        return lines.stream().map(JournalLine::number).toList();
    }

    @Test
    void givesEachLineOnceAsTheJournalGrows() {
        write(0, 3);
        JournalTail tail = new JournalTail(file);
        assertThat(numbers(tail.next())).containsExactly(0L, 1L, 2L);
        assertThat(tail.next()).isEmpty();
        write(3, 5);
        assertThat(numbers(tail.next())).containsExactly(3L, 4L);
        assertThat(tail.isAfresh()).isFalse();
    }

    @Test
    void aLineThatCannotBeReadIsToldOfInTheSameWordsEachTime() throws IOException {
        try (Journal journal = Journal.open(file, Durability.WRITTEN, Clock.systemUTC())) {
            journal.append(JournalTest.records().get(0));
            journal.commit();
        }
        LineParser parser = new LineParser();
        byte[] header = Files.readAllBytes(file);
        assertThatCode(() -> parser.parse(header, 0, header.length - 1)).doesNotThrowAnyException();
        String unknown = "{\"n\":1,\"at\":0,\"type\":\"reject\"";
        String check = LineWriter.check(
                new CRC32C(), parser.check(), unknown.getBytes(StandardCharsets.UTF_8), 0, unknown.length());
        Files.writeString(file, unknown + LineWriter.CRC_KEY + check + "\"}\nmore\n", StandardOpenOption.APPEND);
        JournalTail tail = new JournalTail(file);
        assertThat(numbers(tail.next())).containsExactly(0L);
        assertThat(numbers(tail.next())).as("it may have been repaired").containsExactly(0L);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(tail::next).hasMessageContaining("line 2").hasMessageNotContaining("check is wrong");
        }
    }

    @Test
    void waitsForTheRestOfALine() throws IOException {
        write(0, 4);
        byte[] all = Files.readAllBytes(file);
        JournalTail tail = new JournalTail(file);
        List<JournalLine> given = new ArrayList<>();
        for (int length = 0; length <= all.length; length += 7) {
            Files.write(file, Arrays.copyOf(all, length));
            given.addAll(tail.next());
        }
        Files.write(file, all);
        given.addAll(tail.next());

        assertThat(given).isEqualTo(JournalReader.read(file).orElseThrow().lines());
        assertThat(tail.offset()).isEqualTo(all.length);
    }

    @Test
    void leavesTheLockToItsWriter() {
        try (Journal journal = Journal.open(file, Durability.WRITTEN, Clock.systemUTC())) {
            journal.append(JournalTest.records().get(0));
            journal.commit();
            assertThat(new JournalTail(file).next()).hasSize(1);
            assertThatThrownBy(() -> Journal.open(file, Durability.WRITTEN, Clock.systemUTC()))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("another run");
        }
    }

    @Test
    void givesTheGoodLinesBeforeADamagedOneAndThenNamesIt() throws IOException {
        write(0, 5);
        String text = Files.readString(file);
        Files.writeString(file, text.replace("no 3", "no 7"));
        JournalTail tail = new JournalTail(file);

        assertThat(numbers(tail.next())).containsExactly(0L, 1L, 2L);
        assertThat(numbers(tail.next())).containsExactly(0L, 1L, 2L); // It may have been repaired: read once more.
        assertThat(tail.isAfresh()).isTrue();
        assertThatThrownBy(tail::next).isInstanceOf(JournalException.class).hasMessageContaining("line 4");
        assertThatThrownBy(tail::next).isInstanceOf(JournalException.class).hasMessageContaining("line 4");
        Files.writeString(file, text);
        assertThat(numbers(tail.next())).containsExactly(3L, 4L);
    }

    @Test
    void readsAJournalAfreshThatWasCutAndWrittenOn() throws IOException {
        write(0, 6);
        JournalTail tail = new JournalTail(file);
        tail.next();
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.indexOf("{\"n\":2")));
        write(2, 3);

        assertThat(numbers(tail.next())).containsExactly(0L, 1L, 2L);
        assertThat(tail.isAfresh()).isTrue();
    }

    @Test
    void readsALongJournalInPieces() throws IOException {
        write(0, 2);
        String filler = "x".repeat(1 << 20);
        try (Journal journal = Journal.open(file, Durability.WRITTEN, Clock.systemUTC())) {
            for (int i = 0; i < 10; i++) {
                journal.append(new JournalRecord.Rejected(i, filler));
            }
            journal.commit();
        }
        JournalTail tail = new JournalTail(file);
        int given = 0;
        int calls = 0;
        for (List<JournalLine> lines = tail.next(); !lines.isEmpty(); lines = tail.next()) {
            given += lines.size();
            calls++;
        }
        assertThat(given).isEqualTo(12);
        assertThat(calls).isGreaterThan(2);
    }

    @Test
    void namesAJournalThatIsNotThere() {
        assertThatThrownBy(() -> new JournalTail(file).next())
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("There is no journal");
    }

    @Test
    void anEmptyJournalHasNoLinesYet() throws IOException {
        Files.write(file, new byte[0], StandardOpenOption.CREATE);
        assertThat(new JournalTail(file).next()).isEmpty();
    }
}
