package io.lanista.runtime.journal;

import io.lanista.djl.file.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Keeps the good lines at the beginning of a damaged journal. A search can be replayed from any beginning of its journal; trials
 * after the damage are run again.
 *
 * @param kept how many lines were kept
 * @param lostBytes how many bytes after them were taken out; 0 if nothing was wrong
 * @param backup where the damaged journal lies now, if anything was taken out
 */
public record JournalRepair(int kept, long lostBytes, Optional<Path> backup) {
    /**
     * Repairs a journal that nobody writes.
     *
     * @throws JournalException if it isn't there, is being written, or not even its header is good
     */
    public static JournalRepair repair(Path journal) {
        if (!Files.isRegularFile(journal)) {
            throw JournalReader.missing(journal); // Before anything is opened, since that would create files.
        }
        goodPart(journal); // What is no journal gets no lock beside it.
        try (LockedFile file = LockedFile.open(journal)) {
            long size = Files.size(journal);
            JournalContents good = goodPart(journal);
            if (good.length() == size) {
                return new JournalRepair(good.lines().size(), 0, Optional.empty());
            }
            Path backup = freeName(journal);
            Files.copy(journal, backup, StandardCopyOption.COPY_ATTRIBUTES);
            file.truncate(good.length());
            file.force();
            return new JournalRepair(good.lines().size(), size - good.length(), Optional.of(backup));
        } catch (IOException e) {
            throw new JournalException("The journal " + journal + " can't be repaired: " + DataFile.reason(e) + ".", e);
        }
    }

    private static JournalContents goodPart(Path journal) {
        return JournalReader.readGoodPart(journal)
                .orElseThrow(() -> new JournalException("Not even the first line of the journal " + journal
                        + " is good, so nothing can be kept. Maybe start a new run."));
    }

    private static Path freeName(Path journal) {
        int number = 1;
        while (true) {
            Path backup = journal.resolveSibling(journal.getFileName() + ".damaged-" + number++);
            if (!Files.exists(backup)) {
                return backup;
            }
        }
    }
}
