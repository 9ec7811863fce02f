package io.lanista.djl.table;

/** A column's cells, one for each row. Immutable. */
public sealed interface Column permits NumberColumn, WordColumn {
    /** How many cells there are. */
    int size();

    /** Whether a cell is empty, or says that its value isn't known. */
    boolean isMissing(int row);

    /** A number that is equal for equal cells; 0 where one is missing. */
    long identity(int row);

    /** How many cells are missing. */
    default int missing() {
        int missing = 0;
        for (int row = 0; row < size(); row++) {
            missing += isMissing(row) ? 1 : 0;
        }
        return missing;
    }
}
