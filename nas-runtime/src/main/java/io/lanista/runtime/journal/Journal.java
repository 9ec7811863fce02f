package io.lanista.runtime.journal;

import io.lanista.djl.file.DataFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the journal of one experiment. One process writes it at a time; the others are refused.
 *
 * <p>{@link #append} only gathers. What was gathered must have gone through {@link #write} before anything is done that can't be
 * taken back by a replay (starting a trial), and through {@link #commit} before a trial counts as finished. A process that dies
 * in between leaves a beginning of what it would have written, at worst with a torn last line, which is cut off when the journal
 * is opened again.
 *
 * <p>The first failure to write is final: what the journal can't hold must not happen. Confined to one thread.
 */
public final class Journal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private static final long MAX_GATHERING_NANOS = 5_000_000;

    private final Path path;
    private final JournalFile file;
    private final Durability durability;
    private final Clock clock;
    private LineWriter writer = new LineWriter(LineWriter.NO_LINE_BEFORE);
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream(8192);
    private List<JournalLine> past = List.of();
    private long length;
    private long next;
    private long forceNanos;
    private boolean unforced;
    private boolean broken;

    private Journal(Path path, JournalFile file, Durability durability, Clock clock) {
        this.path = path;
        this.file = file;
        this.durability = durability;
        this.clock = clock;
    }

    /**
     * Opens the journal at this path for writing, or creates it.
     *
     * @throws JournalException if another run writes it, in this process or another, if it is damaged or has another format, or if it
     *     can't be read or written
     */
    public static Journal open(Path path, Durability durability, Clock clock) {
        try {
            return open(path, LockedFile.open(path), durability, clock);
        } catch (IOException e) {
            throw new JournalException(
                    "The journal " + path + " can't be opened: " + DataFile.reason(e) + ". Maybe check the folder.", e);
        }
    }

    /**
     * Deletes a journal.
     *
     * @throws JournalException if a run writes it, in this process or another, or it can't be deleted
     */
    public static void delete(Path path) {
        try (LockedFile file = LockedFile.open(path)) {
            file.truncate(0);
            Files.delete(path);
        } catch (IOException e) {
            throw new JournalException("The journal " + path + " can't be deleted: " + e.getMessage() + ".", e);
        }
    }

    static Journal open(Path path, JournalFile file, Durability durability, Clock clock) throws IOException {
        Journal journal = new Journal(path, file, durability, clock);
        try {
            journal.readPast();
            return journal;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private void readPast() throws IOException {
        Optional<JournalContents> contents = JournalReader.read(path);
        past = contents.map(JournalContents::lines).orElse(List.of());
        length = contents.map(JournalContents::length).orElse(0L);
        next = past.size();
        writer = new LineWriter(contents.map(JournalContents::check).orElse(LineWriter.NO_LINE_BEFORE));
        long torn = Files.size(path) - length;
        if (torn > 0) {
            LOG.warn(
                    "The last line of the journal {} was torn: {} bytes after line {} are cut off.",
                    path,
                    torn,
                    past.size());
            file.truncate(length);
            file.force();
        }
    }

    /** The lines that were there when the journal was opened; empty for a new one. */
    public List<JournalLine> past() {
        return past;
    }

    /** Lets go of {@link #past()}, once it has been replayed. */
    public void forgetPast() {
        past = List.of();
    }

    /** Gathers a record; it gets the next number and the time of now. */
    public void append(JournalRecord record) {
        byte[] line = writer.line(new JournalLine(next++, clock.instant(), record));
        gathered.write(line, 0, line.length);
    }

    /** Hands what was gathered to the operating system: from here on it survives the end of this process. */
    public void write() {
        if (broken) {
            throw new JournalException("The journal " + path + " failed before, so nothing more is written to it.");
        }
        if (gathered.size() == 0) {
            return;
        }
        try {
            file.append(ByteBuffer.wrap(gathered.toByteArray()));
            length += gathered.size();
            gathered.reset();
            unforced = true;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Writes what was gathered and, as far as the durability asks for it, waits until it is on the disk. */
    public void commit() {
        write();
        if (durability == Durability.FORCED && unforced) {
            try {
                long begun = System.nanoTime();
                file.force();
                unforced = false;
                forceNanos = (3 * forceNanos + System.nanoTime() - begun) / 4;
            } catch (IOException e) {
                throw failed(e);
            }
        }
    }

    /**
     * How long it pays to wait for more to commit at once: as long as half a trip to the disk takes, which is zero for
     * {@link Durability#WRITTEN} and a few milliseconds at most.
     */
    public Duration gatheringTime() {
        return Duration.ofNanos(Math.min(forceNanos / 2, MAX_GATHERING_NANOS));
    }

    private JournalException failed(IOException cause) {
        broken = true;
        try {
            file.truncate(length); // Half a line is no use to anyone; if this fails too, the next open cuts it off.
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        return new JournalException(
                "The journal " + path + " can't be written: " + DataFile.reason(cause)
                        + ". The experiment stops here, and nothing that it holds is lost. Maybe make space on the disk,"
                        + " then start the same experiment again to continue.",
                cause);
    }

    /** Writes what was gathered, and lets another process have the journal. */
    @Override
    public void close() {
        try {
            if (!broken) {
                commit();
            }
        } finally {
            try {
                file.close();
            } catch (IOException e) {
                LOG.warn("The journal {} could not be closed: {}", path, e.toString());
            }
        }
    }
}
