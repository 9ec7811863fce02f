package io.lanista.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.DataDescription;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.Scores;
import io.lanista.runtime.journal.JournalRecord.Component;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1_700_000_000_123L), ZoneOffset.UTC);
    private static final Objective OBJECTIVE = Objective.minimize("loss");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("journal.jsonl");
    }

    private static Choices choices() {
        return Choices.of(Map.of(
                Label.of("op"),
                "conv \"3×3\"\n\u0001\\",
                Label.of("n"),
                3,
                Label.of("rate"),
                1e-3,
                Label.of("whole"),
                2.0,
                Label.of("skip"),
                true,
                Label.of("inputs"),
                List.of(0, 2)));
    }

    private static JournalRecord header() {
        return new JournalRecord.Header(
                "test",
                "0123",
                Map.of("op", "one of conv"),
                JournalRecord.Method.STRATEGY,
                new Component("tpe", "io.lanista.tpe", "1.2.0", Map.of("gamma", 0.25, "list", List.of(1L, "a"))),
                new Component("table", "classpath", "0.0.0", Map.of()),
                List.of(OBJECTIVE),
                "none",
                List.of("parameters to 500", "depth from 2 to 9"),
                Map.of("duplicates", "reuse"),
                Map.of("data", "sha256:ab", "function", "sha256:cd"),
                -5,
                2,
                OptionalInt.of(7),
                List.of(new JournalRecord.Plugin("layer type", "swish", "com.acme", "1.0.0")));
    }

    static List<JournalRecord> records() {
        Choices choices = choices();
        return List.of(
                header(),
                new JournalRecord.Asked(0, 2, Answer.tryOut(choices)),
                new JournalRecord.Asked(1, 1, Answer.tryOut(choices).upTo(9).continuing(0)),
                new JournalRecord.Rejected(1, "tried before"),
                new JournalRecord.Asked(2, 1, Answer.WAIT),
                new JournalRecord.Reported(0, 1, Metrics.of(Map.of("loss", Double.NaN, "x", Double.NEGATIVE_INFINITY))),
                new JournalRecord.Described(new DataDescription(
                        "abc",
                        List.of("Data (csv): 3 \"examples\"."),
                        List.of("One is odd."),
                        Map.of("examples", 3L, "classes", List.of("käfer"), "split", Map.of("train", 0.5)))),
                new JournalRecord.Ended(
                        0,
                        Outcome.scored(OBJECTIVE.score(0.1), Metrics.of("loss", 0.1)),
                        1.25,
                        OptionalInt.empty(),
                        null),
                new JournalRecord.Resumed(
                        OptionalInt.empty(),
                        4,
                        List.of(
                                new JournalRecord.Plugin("space", "a", "b", "2.0.0"),
                                new JournalRecord.Plugin("executor", "\"", "c", "1.0.0"))),
                new JournalRecord.Jars(List.of(new io.lanista.runtime.artifact.JarIdentity(
                        "com.acme.tpe", "1.0.0", "com.acme:tpe:1.0.0", "a".repeat(64)))),
                new JournalRecord.Ended(
                        1,
                        new Outcome.Failed("no ☕", Metrics.of("loss", 3)),
                        0.5,
                        OptionalInt.of(0),
                        "/tmp/worker.log"),
                new JournalRecord.Ended(
                        2,
                        new Outcome.Stopped(
                                3,
                                Optional.of(Scores.of(OBJECTIVE.score(Double.POSITIVE_INFINITY))),
                                Metrics.of("loss", Double.POSITIVE_INFINITY)),
                        0,
                        OptionalInt.empty(),
                        null),
                new JournalRecord.Asked(3, 1, Answer.DONE),
                new JournalRecord.Epoch(
                        1,
                        2,
                        Metrics.of("loss", Double.NaN),
                        Map.of("op", Map.of("[0, 1]", 0.25), "n", Map.of()),
                        List.of("a \"note\"", "another")),
                new JournalRecord.Epoch(2, 2, Metrics.of("loss", 1), Map.of(), List.of()),
                new JournalRecord.Exported(choices, JournalRecord.Cut.TIME, List.of()),
                new JournalRecord.Exported(choices, JournalRecord.Cut.NONE, List.of("last")),
                new JournalRecord.Paused(0.125),
                new JournalRecord.CutShort(4, 12.5),
                new JournalRecord.Tested(0, Metrics.of("loss", 1.0e-300)),
                new JournalRecord.Closed("done"));
    }

    private byte[] written() throws IOException {
        try (Journal journal = Journal.open(file, Durability.FORCED, CLOCK)) {
            records().forEach(journal::append);
            journal.commit();
        }
        return Files.readAllBytes(file);
    }

    private List<JournalRecord> read() {
        return JournalReader.read(file).map(JournalContents::lines).orElse(List.of()).stream()
                .map(JournalLine::record)
                .toList();
    }

    @Test
    void aHeaderSaysWhetherATrainerSearches() {
        JournalRecord.Header strategy = (JournalRecord.Header) records().get(0);
        JournalRecord.Header trainer = new JournalRecord.Header(
                strategy.experiment(),
                strategy.spaceHash(),
                strategy.decisions(),
                JournalRecord.Method.TRAINER,
                strategy.searcher(),
                strategy.evaluator(),
                strategy.objectives(),
                strategy.stopping(),
                List.of(),
                Map.of(),
                Map.of(),
                strategy.seed(),
                strategy.parallelism(),
                strategy.trials(),
                List.of());
        try (Journal journal = Journal.open(file, Durability.WRITTEN, CLOCK)) {
            journal.append(trainer);
        }
        assertThat(read()).containsExactly(trainer);
    }

    @Test
    void readsExactlyWhatWasWritten() throws IOException {
        written();

        assertThat(read()).isEqualTo(records());
        assertThat(JournalReader.read(file).orElseThrow().lines())
                .allMatch(line -> line.at().equals(CLOCK.instant()));
        assertThat(JournalReader.check(file)).isEmpty();
    }

    @Test
    void detectsEveryFlippedByteOrTakesTheLastLineForTorn() throws IOException {
        byte[] good = written();
        int undetected = 0;
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= (byte) (i % 2 == 0 ? 1 : 0x20);
            Files.write(file, bad);
            try {
                assertThat(read())
                        .as("byte %d", i)
                        .isEqualTo(records().subList(0, records().size() - 1));
                undetected++;
            } catch (DamagedJournalException e) {
                boolean isFirst = i < lines(good).get(0).length();
                assertThat(e.message("nas journal repair"))
                        .contains("line ")
                        .endsWith(
                                isFirst
                                        ? "Maybe start a new run."
                                        : "Maybe repair it: that keeps the lines before this one, and trials after them are run again. To do so: nas journal repair "
                                                + file);
            }
        }
        assertThat(undetected).as("flips of the last line feed").isEqualTo(1);
    }

    @Test
    void readsABeginningAfterACutAtAnyLength() throws IOException {
        byte[] good = written();
        for (int length = 0; length <= good.length; length++) {
            Files.write(file, Arrays.copyOf(good, length));
            List<JournalRecord> read = read();
            assertThat(read).isEqualTo(records().subList(0, read.size()));
            assertThat(read.size()).isEqualTo(Math.toIntExact(newlines(good, length)));
        }
    }

    private static List<String> lines(byte[] journal) {
        return List.of(new String(journal, StandardCharsets.UTF_8).split("(?<=\n)"));
    }

    private static long newlines(byte[] bytes, int length) {
        long count = 0;
        for (int i = 0; i < length; i++) {
            count += bytes[i] == '\n' ? 1 : 0;
        }
        return count;
    }

    @Test
    void noticesLinesThatAreMissingDoubledOrMoved() throws IOException {
        List<String> lines = lines(written());

        Files.writeString(file, String.join("", lines.subList(0, 3)) + lines.get(4));
        assertThat(JournalReader.check(file).orElseThrow().line()).isEqualTo(4);
        Files.writeString(file, lines.get(0) + lines.get(1) + lines.get(1));
        assertThat(JournalReader.check(file).orElseThrow().line()).isEqualTo(3);
        Files.writeString(file, lines.get(1) + lines.get(0));
        assertThat(JournalReader.check(file).orElseThrow().offset()).isZero();
    }

    @Test
    void repairIsProposedWhereThereIsSomethingToKeep() throws IOException {
        List<String> lines = lines(written());
        Files.writeString(file, lines.get(0) + "x" + lines.get(1));
        assertThatThrownBy(() -> JournalReader.read(file))
                .isInstanceOfSatisfying(
                        DamagedJournalException.class,
                        damaged -> assertThat(damaged.message("mend"))
                                .contains("line 2")
                                .endsWith("To do so: mend " + file));

        Files.writeString(file, "x" + lines.get(0) + lines.get(1));
        assertThatThrownBy(() -> JournalReader.read(file))
                .isInstanceOfSatisfying(
                        DamagedJournalException.class,
                        damaged -> assertThat(damaged.message("mend"))
                                .contains("line 1")
                                .endsWith("Maybe start a new run."));
    }

    @Test
    void noticesALineOfAnotherRunInTheSamePlace() throws IOException {
        List<String> lines = lines(written());
        Path other = folder.resolve("other.jsonl");
        Clock later = Clock.offset(CLOCK, java.time.Duration.ofMillis(1));
        try (Journal journal = Journal.open(other, Durability.WRITTEN, later)) {
            records().forEach(journal::append);
        }
        List<String> foreign = lines(Files.readAllBytes(other));
        for (int i = 1; i < lines.size(); i++) {
            Files.writeString(file, String.join("", lines.subList(0, i)) + foreign.get(i));

            JournalDamage damage = JournalReader.check(file).orElseThrow();

            assertThat(damage.line()).isEqualTo(i + 1);
            assertThat(damage.what()).contains("comes from another journal");
        }
    }

    @Test
    void aJournalOfTheFormerFormatIsRefusedInOneSentenceAndLeftAsItIs() throws IOException {
        String line = "{\"n\":0,\"at\":0,\"type\":\"header\",\"format\":1";
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        String check = LineWriter.check(new CRC32C(), LineWriter.NO_LINE_BEFORE, bytes, 0, bytes.length);
        Files.writeString(file, line + LineWriter.CRC_KEY + check + "\"}\n");
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(this::read)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("the format (1)")
                .hasMessageContaining("the format (2)");
        assertThatThrownBy(() -> JournalRepair.repair(file)).hasMessageContaining("the format (1)");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void repairingWhatIsNotThereMakesNoFile() {
        Path wrong = folder.resolve("wrong");

        assertThatThrownBy(() -> JournalRepair.repair(wrong))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("There is no journal at " + wrong);
        assertThatThrownBy(() -> JournalRepair.repair(folder)).hasMessageContaining("There is no journal");

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void cutsATornLineOffAndGoesOn() throws IOException {
        byte[] good = written();
        Files.write(file, Arrays.copyOf(good, good.length - 5));

        try (Journal journal = Journal.open(file, Durability.WRITTEN, CLOCK)) {
            assertThat(journal.past()).hasSize(records().size() - 1);
            journal.append(new JournalRecord.Closed("done"));
        }

        assertThat(Files.readAllBytes(file)).isEqualTo(good);
    }

    @Test
    void keepsTheGoodPartOfADamagedJournalAndABackup() throws IOException {
        byte[] bad = written();
        bad[bad.length / 2] ^= 1;
        Files.write(file, bad);

        JournalRepair repair = JournalRepair.repair(file);

        assertThat(Files.readAllBytes(repair.backup().orElseThrow())).isEqualTo(bad);
        assertThat(read()).hasSize(repair.kept()).isEqualTo(records().subList(0, repair.kept()));
        assertThat(JournalRepair.repair(file).lostBytes()).isZero();
    }

    @Test
    void whoseLockFileIsTakenAwayWritesNoMore() throws Exception {
        try (Journal journal = Journal.open(file, Durability.WRITTEN, CLOCK)) {
            journal.append(records().get(0));
            journal.write();
            byte[] before = Files.readAllBytes(file);
            Path lock = file.resolveSibling(file.getFileName() + ".lock");
            Files.delete(lock);
            Files.createFile(lock);
            journal.append(records().get(1));

            assertThatThrownBy(journal::write)
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("taken away");
            assertThat(Files.readAllBytes(file)).isEqualTo(before);
        } catch (JournalException e) {
            assertThat(e).hasMessageContaining("taken away"); // The journal's close tries once more.
        }
    }

    @Test
    void aSecondOpeningInOneProcessIsRefusedAndTakesTheLockFromNobody() throws Exception {
        try (Journal first = Journal.open(file, Durability.WRITTEN, CLOCK)) {
            first.append(records().get(0));
            first.write();
            Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
            assertThatThrownBy(() -> Journal.open(link.resolve("journal.jsonl"), Durability.WRITTEN, CLOCK))
                    .hasMessageContaining("being written by another run");
            assertThatThrownBy(() -> JournalRepair.repair(file)).hasMessageContaining("being written by another run");
            read();

            assertThat(JournalProgram.open(file).firstLine()).contains("being written by another run");
        }
    }

    @Test
    void letsOneWriterIn() {
        try (Journal first = Journal.open(file, Durability.WRITTEN, CLOCK)) {
            assertThatThrownBy(() -> Journal.open(file, Durability.WRITTEN, CLOCK))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("being written by another run");
            first.append(records().get(0));
        }
        Journal.open(file, Durability.WRITTEN, CLOCK).close();
        assertThat(read()).hasSize(1);
    }

    @Test
    void stopsClearlyWhenTheDiskIsFullAndLosesNothingThatItHad() throws IOException {
        int length = written().length;
        for (int space = 0; space < length; space += 29) {
            Files.deleteIfExists(file);
            SmallDisk disk = new SmallDisk(LockedFile.open(file), space);
            Journal journal = Journal.open(file, disk, Durability.FORCED, CLOCK);
            int committed = commitUntilItFails(journal);
            journal.close();

            assertThat(read()).isEqualTo(records().subList(0, committed));
        }
    }

    private static int commitUntilItFails(Journal journal) {
        int committed = 0;
        for (JournalRecord record : records()) {
            journal.append(record);
            try {
                journal.commit();
                committed++;
            } catch (JournalException e) {
                assertThat(e)
                        .hasMessageContaining("No space left")
                        .hasMessageContaining("start the same experiment again");
                assertThatThrownBy(journal::commit).hasMessageContaining("failed before");
                return committed;
            }
        }
        throw new AssertionError("the disk was large enough");
    }

    /** A file on a disk that is soon full: takes a part of what is written, then fails. */
    private static final class SmallDisk implements JournalFile {
        private final JournalFile file;
        private int space;

        SmallDisk(JournalFile file, int space) {
            this.file = file;
            this.space = space;
        }

        @Override
        public void append(ByteBuffer bytes) throws IOException {
            boolean fits = bytes.remaining() <= space;
            ByteBuffer part = bytes.duplicate().limit(bytes.position() + Math.min(space, bytes.remaining()));
            space -= part.remaining();
            file.append(part);
            if (!fits) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public void force() throws IOException {
            file.force();
        }

        @Override
        public void truncate(long length) throws IOException {
            file.truncate(length);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
