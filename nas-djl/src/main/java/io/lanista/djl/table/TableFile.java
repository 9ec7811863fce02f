package io.lanista.djl.table;

import java.nio.file.Path;
import java.util.List;

/**
 * A table as it was read from a file.
 *
 * @param file where it is from
 * @param dialect how it is written
 * @param table what is in it
 * @param notes what was left out or read in a way that may surprise, a sentence each
 */
public record TableFile(Path file, Dialect dialect, Table table, List<String> notes) {
    /** Copies. */
    public TableFile {
        notes = List.copyOf(notes);
    }
}
