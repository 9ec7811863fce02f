package io.lanista.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to the bytes of a journal: what is read of it is a beginning of what was written, or there is a sentence. */
class JournalFuzzTest {
    private static final Objective OBJECTIVE = Objective.maximize("score");

    @TempDir
    Path folder;

    private List<byte[]> lines = List.of();
    private List<byte[]> others = List.of();
    private List<JournalLine> whole = List.of();

    @BeforeEach
    void write() throws IOException {
        others = written("other", 0.5);
        lines = written("journal", 0.25);
        whole = JournalReader.read(folder.resolve("journal")).orElseThrow().lines();
    }

    private List<byte[]> written(String name, double offset) throws IOException {
        Path file = folder.resolve(name);
        try (Journal journal = Journal.open(file, Durability.WRITTEN, Clock.systemUTC())) {
            journal.append(new JournalRecord.Header(
                    name,
                    "space",
                    Map.of("a", "[1, 2]"),
                    JournalRecord.Method.STRATEGY,
                    new JournalRecord.Component("random", "b", "1.0.0", Map.of("distinct", true)),
                    new JournalRecord.Component("test", "b", "1.0.0", Map.of()),
                    List.of(OBJECTIVE),
                    "none",
                    List.of(),
                    Map.of(),
                    Map.of(),
                    7,
                    1,
                    OptionalInt.of(12),
                    List.of()));
            for (int trial = 0; trial < 12; trial++) {
                double score = offset + trial;
                journal.append(new JournalRecord.Asked(
                        trial, 1, Answer.tryOut(Choices.of(Map.of(Label.of("a"), (long) trial)))));
                journal.append(new JournalRecord.Reported(trial, 1, Metrics.of("score", score)));
                journal.append(new JournalRecord.Ended(
                        trial,
                        Outcome.scored(OBJECTIVE.score(score), Metrics.of("score", score)),
                        1,
                        OptionalInt.empty(),
                        null));
            }
            journal.commit();
        }
        List<byte[]> split = new ArrayList<>();
        for (String line : Files.readString(file).split("(?<=\n)")) {
            split.add(line.getBytes(StandardCharsets.UTF_8));
        }
        return split;
    }

    @Test
    void hundredsOfDamagesAreNoticed() throws IOException {
        fuzz(1, 400);
    }

    @Test
    @Tag("long")
    void thousandsOfDamagesAreNoticed() throws IOException {
        fuzz(1_000, 3_000);
    }

    private void fuzz(long firstSeed, int count) throws IOException {
        int refused = 0;
        Path file = folder.resolve("damaged");
        for (long seed = firstSeed; seed < firstSeed + count; seed++) {
            Random random = new Random(seed);
            Files.write(file, random.nextInt(3) == 0 ? damagedBytes(random) : damagedLines(random));
            refused += isRead(file, seed) ? 0 : 1;
        }
        assertThat(refused).isGreaterThan(count / 2);
    }

    /** Lines that were taken out, doubled, swapped, or brought in from another run's journal. */
    private byte[] damagedLines(Random random) {
        List<byte[]> damaged = new ArrayList<>(lines);
        int from = random.nextInt(lines.size());
        int to = random.nextInt(lines.size());
        switch (random.nextInt(5)) {
            case 0:
                damaged.remove(from);
                break;
            case 1:
                damaged.add(to, lines.get(from));
                break;
            case 2:
                damaged.set(from, lines.get(to));
                damaged.set(to, lines.get(from));
                break;
            case 3:
                int at = Math.max(1, from); // A header is bound to nothing.
                damaged.set(at, others.get(at));
                break;
            default:
                damaged.addAll(others.subList(Math.min(from, to), Math.max(from, to)));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        damaged.forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }

    /** Bytes that were changed, cut off or appended. */
    private byte[] damagedBytes(Random random) throws IOException {
        byte[] damaged = Files.readAllBytes(folder.resolve("journal"));
        int at = random.nextInt(damaged.length);
        switch (random.nextInt(4)) {
            case 0:
                return Arrays.copyOf(damaged, at);
            case 1:
                byte[] longer = Arrays.copyOf(damaged, damaged.length + 1 + random.nextInt(100));
                if (random.nextBoolean()) {
                    Arrays.fill(longer, damaged.length, longer.length, (byte) '\n');
                }
                return longer;
            case 2:
                Arrays.fill(damaged, at, Math.min(damaged.length, at + random.nextInt(200)), (byte) 0);
                return damaged;
            default:
                damaged[at] ^= (byte) (1 << random.nextInt(8));
                return damaged;
        }
    }

    private boolean isRead(Path file, long seed) throws IOException {
        Optional<JournalContents> read;
        try {
            read = JournalReader.read(file);
        } catch (JournalException e) {
            assertThat(e.getMessage())
                    .as("seed " + seed)
                    .endsWith(".")
                    .doesNotContain("Exception", "\n", "java.")
                    .hasSizeLessThan(1_000);
            repairKeepsTheBeginning(file, seed);
            return false;
        }
        isABeginning(read, seed);
        return true;
    }

    private void repairKeepsTheBeginning(Path file, long seed) throws IOException {
        try {
            JournalRepair repair = JournalRepair.repair(file);
            isABeginning(JournalReader.read(file), seed);
            Files.deleteIfExists(repair.backup().orElseThrow());
        } catch (JournalException e) {
            assertThat(e.getMessage()).as("seed " + seed).containsAnyOf("Not even the first line", "has the format");
        }
    }

    private void isABeginning(Optional<JournalContents> read, long seed) {
        List<JournalLine> kept = read.map(JournalContents::lines).orElse(List.of());
        assertThat(kept).as("seed " + seed).isEqualTo(whole.subList(0, kept.size()));
    }
}
