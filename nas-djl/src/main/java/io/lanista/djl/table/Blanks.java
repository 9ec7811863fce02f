package io.lanista.djl.table;

/** What counts as blank around a cell: also the blanks that don't break, which spreadsheets and web pages leave behind. */
final class Blanks {
    private Blanks() {}

    static boolean isOne(char letter) {
        return Character.isWhitespace(letter)
                || Character.isSpaceChar(letter)
                || letter == '\u200b'
                || letter == '\ufeff';
    }

    /** A text without blanks around it. */
    static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isOne(text.charAt(start))) {
            start++;
        }
        while (end > start && isOne(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }
}
