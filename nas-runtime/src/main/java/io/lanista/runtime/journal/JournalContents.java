package io.lanista.runtime.journal;

import java.util.List;

/**
 * What a journal holds.
 *
 * @param header its first line
 * @param lines all lines in order, the header included
 * @param length how many bytes these lines take
 * @param check the check of the last line, which the check of the next one begins with
 * @param torn how many bytes of a last line follow that was not written to its end; 0 for none
 */
public record JournalContents(
        JournalRecord.Header header, List<JournalLine> lines, long length, String check, long torn) {
    /** Copies the list. */
    public JournalContents {
        lines = List.copyOf(lines);
    }
}
