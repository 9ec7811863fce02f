package io.lanista.runtime.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads journals, also one that is being written. Every line is checked: its CRC-32C, and its number, so that a line that is
 * missing, doubled or moved is noticed. A last line without a line feed was torn by the end of the process and counts as not
 * written.
 */
public final class JournalReader {
    /** The version of the format that this program reads and writes. */
    public static final int FORMAT = 1;

    private static final int NEWLINE = '\n';

    private JournalReader() {}

    /**
     * All that a journal holds.
     *
     * @return empty if not even its header was written to its end
     * @throws JournalException if a line is damaged; the message names line and offset
     */
    public static Optional<JournalContents> read(Path file) {
        Scan scan = scan(file);
        if (scan.damage != null) {
            throw new JournalException("The journal " + file + " is damaged in " + scan.damage
                    + ". The (" + scan.lines.size() + ") lines before it are good. Maybe keep those with"
                    + " 'nas journal repair " + file + "'; trials after them are run again.");
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
        try {
            return new Scan(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new JournalException(
                    "The journal " + file + " can't be read: " + e.getMessage() + ". Maybe check the path.", e);
        }
    }

    /** One pass over the bytes of a journal. */
    private static final class Scan {
        private final List<JournalLine> lines = new ArrayList<>();
        private final long torn;
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
                            (JournalRecord.Header) lines.get(0).record(), lines, good, torn));
        }
    }
}
