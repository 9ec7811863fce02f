package io.lanista.runtime.journal;

import io.lanista.djl.file.DataFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a journal that grows: each call of {@link #next} gives the lines that were completed since the call before. What it
 * reads is checked as {@link JournalReader} checks it. The file is open during a call only, and is never locked. For use by one
 * thread.
 *
 * <p>A journal only grows, unless it is repaired. One that is shorter than what was read of it, or whose lines don't go on
 * where the last one ended, is read from its beginning once more: {@link #isAfresh} says so, and what was given before counts
 * no longer.
 */
public final class JournalTail {
    private static final int PIECE = 1 << 22;

    private final Path file;
    private LineParser parser = new LineParser();
    private byte[] rest = new byte[0];
    private long offset;
    private long lines;
    private boolean afresh;
    private long damagedAt = -1;

    /** Begins at the beginning of this journal. */
    public JournalTail(Path file) {
        this.file = file;
    }

    /**
     * The lines that were completed since the last call, in order: those of a few megabytes at most, so that this is to be called
     * until it gives none.
     *
     * @throws JournalException if the next line is damaged, or the file can't be read; a later call may find it repaired
     */
    public List<JournalLine> next() {
        afresh = false;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() < offset) {
                begin();
            }
            return read(channel);
        } catch (LineParser.OtherFormat e) {
            throw JournalReader.otherFormat(file, e);
        } catch (NoSuchFileException e) {
            throw JournalReader.missing(file);
        } catch (IOException e) {
            throw new JournalException(
                    "The journal " + file + " can't be read: " + DataFile.reason(e) + ". Maybe check the path.", e);
        }
    }

    private void begin() {
        afresh = true;
        parser = new LineParser();
        rest = new byte[0];
        offset = 0;
        lines = 0;
    }

    private List<JournalLine> read(FileChannel channel) throws IOException {
        byte[] bytes = piece(channel);
        List<JournalLine> found = new ArrayList<>();
        int from = 0;
        for (int i = rest.length; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                try {
                    found.add(line(bytes, from, i));
                } catch (LineParser.BadLine e) {
                    rest = new byte[0];
                    return found.isEmpty() ? afterDamage(channel, e) : found;
                }
                offset += i + 1 - from;
                from = i + 1;
            }
        }
        rest = Arrays.copyOfRange(bytes, from, bytes.length);
        return found;
    }

    /** A line that doesn't go on where the last one ended may belong to a journal that was repaired: that is found out once. */
    private List<JournalLine> afterDamage(FileChannel channel, LineParser.BadLine damage) throws IOException {
        if (offset == 0 || offset == damagedAt) {
            throw new DamagedJournalException(
                    file, new JournalDamage(lines + 1, offset, String.valueOf(damage.getMessage())));
        }
        damagedAt = offset;
        begin();
        return read(channel);
    }

    /** What was left over of the last piece, and the next one. */
    private byte[] piece(FileChannel channel) throws IOException {
        long at = offset + rest.length;
        int length = (int) Math.min(PIECE, Math.max(0, channel.size() - at));
        ByteBuffer buffer = ByteBuffer.allocate(rest.length + length).put(rest);
        int read = 0;
        while (read >= 0 && buffer.hasRemaining()) { // A read may be cut short.
            read = channel.read(buffer, offset + buffer.position());
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private JournalLine line(byte[] bytes, int from, int to) throws LineParser.BadLine {
        JournalLine line = parser.parse(bytes, from, to);
        if (line.number() != lines) {
            throw new LineParser.BadLine("its number is (" + line.number() + "), and (" + lines + ") should follow");
        }
        if (line.record() instanceof JournalRecord.Header != (lines == 0)) {
            throw new LineParser.BadLine("a journal has one header, in its first line");
        }
        lines++;
        return line;
    }

    /** Whether the last call of {@link #next} began at the beginning again, since the journal was cut or changed. */
    public boolean isAfresh() {
        return afresh;
    }

    /** How many bytes the lines take that were given so far. */
    public long offset() {
        return offset;
    }
}
