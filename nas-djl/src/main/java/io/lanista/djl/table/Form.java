package io.lanista.djl.table;

/** What a column's cells are read as. */
public enum Form {
    /** Numbers if nearly all are, else words. */
    ANY,
    /** Numbers, and nothing else. */
    NUMBERS,
    /** Words, even where they look like numbers. */
    WORDS,
    /** Words, all of which are meant: a class may be called {@code none}, so only an empty cell is missing. */
    LABELS;

    boolean isWords() {
        return this == WORDS || this == LABELS;
    }
}
