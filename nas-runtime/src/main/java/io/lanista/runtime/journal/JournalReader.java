package io.lanista.runtime.journal;

import io.lanista.djl.file.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads journals, also one that is being written. Every line is checked: its number, and its CRC-32C, which covers that of the line
 * before, so that a line is noticed that is missing, doubled, moved, or copied from another journal. A last line without a line feed
 * was torn by the end of the process and counts as not written.
 */
public final class JournalReader {
    /** The version of the format that this program reads and writes. */
    public static final int FORMAT = 2;

    private static final int NEWLINE = '\n';

    private JournalReader() {}

    /**
     * All that a journal holds.
     *
     * @return empty if not even its header was written to its end
     * @throws JournalException if a line is damaged, and the message names line and offset, or if another version wrote it
     */
    public static Optional<JournalContents> read(Path file) {
        Scan scan = scan(file);
        if (scan.damage != null) {
            throw new DamagedJournalException(file, scan.damage);
        }
        return scan.contents();
    }

    /** The first damaged line of a journal, if there is one. */
    public static Optional<JournalDamage> check(Path file) {
        return Optional.ofNullable(scan(file).damage);
    }

    /** The good lines before the first damaged one. */
    static Optional<JournalContents> readGoodPart(Path file) {
        return scan(file).contents();
    }

    private static Scan scan(Path file) {
        if (!Files.isRegularFile(file)) {
            throw missing(file); // A device has no end.
        }
        try {
            return new Scan(Files.readAllBytes(file));
        } catch (LineParser.OtherFormat e) {
            throw otherFormat(file, e);
        } catch (IOException e) {
            throw new JournalException(
                    "The journal " + file + " can't be read: " + DataFile.reason(e) + ". Maybe check the path.", e);
        }
    }

    static JournalException otherFormat(Path file, LineParser.OtherFormat found) {
        return new JournalException("The journal " + file + " has the format (" + found.format
                + "), and this version reads the format (" + FORMAT
                + "). Maybe go on with it in the version that wrote it, or begin a new run.");
    }

    static JournalException missing(Path file) {
        return new JournalException("There is no journal at " + file + ". Maybe name the folder of a run.");
    }

    /** One pass over the bytes of a journal. */
    private static final class Scan {
        private final List<JournalLine> lines = new ArrayList<>();
        private final long torn;
        private final String check;
        private long good;
        private @Nullable JournalDamage damage;

        Scan(byte[] bytes) {
            LineParser parser = new LineParser();
            int from = 0;
            int to = endOfLine(bytes, from);
            while (to >= 0 && damage == null) {
                try {
                    add(parser.parse(bytes, from, to));
                    from = to + 1;
                    good = from;
                    to = endOfLine(bytes, from);
                } catch (LineParser.BadLine e) {
                    damage = new JournalDamage(lines.size() + 1L, from, String.valueOf(e.getMessage()));
                }
            }
            check = parser.check();
            torn = damage == null ? bytes.length - good : 0;
        }

        private void add(JournalLine line) throws LineParser.BadLine {
            if (line.number() != lines.size()) {
                throw new LineParser.BadLine(
                        "its number is (" + line.number() + "), and (" + lines.size() + ") should follow");
            }
            if (line.record() instanceof JournalRecord.Header != lines.isEmpty()) {
                throw new LineParser.BadLine("a journal has one header, in its first line");
            }
            lines.add(line);
        }

        private static int endOfLine(byte[] bytes, int from) {
            for (int i = from; i < bytes.length; i++) {
                if (bytes[i] == NEWLINE) {
                    return i;
                }
            }
            return -1;
        }

        Optional<JournalContents> contents() {
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new JournalContents(
                            (JournalRecord.Header) lines.get(0).record(), lines, good, check, torn));
        }
    }
}
