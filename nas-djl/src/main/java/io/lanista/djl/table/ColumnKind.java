package io.lanista.djl.table;

import java.util.Locale;

/** What a column's cells mean. */
public enum ColumnKind {
    /** Quantities: standardised. */
    NUMBER,
    /** One of several words: a number for each word, or one code. */
    CATEGORY,
    /** Yes or no, true or false: 1 or 0. */
    YES_NO,
    /** Dates, with a time of day or without: elapsed time, and where in the year, the week and the day. */
    DATE,
    /** Sentences beside other columns: a number for each of their frequent words. */
    TEXT,
    /** Sentences as words: a code for each. Stands alone, since a network for texts takes nothing else. */
    TOKENS,
    /** Names or numbers of the rows: left out. */
    ID,
    /** One value everywhere, or none: left out. */
    CONSTANT,
    /** Left out, since somebody said so or it has another role, such as the group of a row. */
    LEAVE_OUT;

    /** As options and files name it: {@code yes_no}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a network gets such columns. */
    public boolean isUsed() {
        return this != ID && this != CONSTANT && this != LEAVE_OUT;
    }

    /** What such a column's cells are read as, once the kind is known. */
    public Form form() {
        if (this == NUMBER) {
            return Form.NUMBERS;
        }
        return isUsed() ? Form.WORDS : Form.ANY;
    }
}
