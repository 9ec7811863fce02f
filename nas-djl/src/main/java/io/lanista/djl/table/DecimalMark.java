package io.lanista.djl.table;

/** What stands between the whole and the fraction of a number. The other one may separate thousands. */
public enum DecimalMark {
    /** As in {@code 1,234.5}. */
    DOT('.', ','),
    /** As in {@code 1.234,5}. */
    COMMA(',', '.');

    private final char mark;
    private final char thousands;

    DecimalMark(char mark, char thousands) {
        this.mark = mark;
        this.thousands = thousands;
    }

    char mark() {
        return mark;
    }

    /** Whether a letter may separate thousands beside this mark: the other mark, some blanks, or an apostrophe. */
    boolean separatesThousands(char letter) {
        return letter == thousands
                || letter == ' '
                || letter == '\u00a0'
                || letter == '\u202f'
                || letter == '\''
                || letter == '\u2019';
    }
}
