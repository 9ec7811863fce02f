package io.lanista.djl.table;

import java.util.Locale;

/**
 * Reads numbers as people write them in tables: {@code -1,234.5e3}, with either decimal mark, and with or without separated
 * thousands. A currency sign beside a number and a percent sign behind it don't count. Words that Java or C take for numbers, such as {@code 1f} or {@code 0x10}, are none here.
 */
final class Numerals {
    /** As many digits surely fit into a long. */
    private static final int DIGITS = 18;

    /** Whole numbers up to here, times or over the powers below, give the nearest double in one operation (Clinger, 1990). */
    private static final long EXACT = 1L << 53;

    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private static final int LARGEST_EXPONENT = 99_999;
    private static final int GROUP = 3;

    private final char[] text;
    private final int end;
    private final DecimalMark mark;
    private int at;
    private long mantissa;
    private int digits;
    private int exponent;
    private boolean any;
    private boolean complete = true;

    private Numerals(char[] text, int from, int length, DecimalMark mark) {
        this.text = text;
        this.at = from;
        this.end = from + length;
        this.mark = mark;
    }

    /** The number that a text is: NaN if it is none, infinite if it is too large for a double or says infinity. */
    static double parse(String text, DecimalMark mark) {
        return parse(text.toCharArray(), 0, text.length(), mark);
    }

    /** The same for a part of an array, without blanks around it. */
    static double parse(char[] text, int from, int length, DecimalMark mark) {
        double number = plain(text, from, length, mark);
        return Double.isNaN(number) ? withSign(text, from, length, mark) : number;
    }

    /** A number with a currency sign before or behind it, or a percent sign behind it. */
    private static double withSign(char[] text, int from, int length, DecimalMark mark) {
        boolean negative = length > 0 && isMinus(text[from]);
        int first = negative ? from + 1 : from;
        int last = from + length - 1;
        if (first >= last) {
            return Double.NaN;
        }
        if (isCurrency(text[first])) {
            first++;
        } else if (isCurrency(text[last]) || text[last] == '%') {
            last--;
        } else {
            return Double.NaN;
        }
        while (first < last && Character.isSpaceChar(text[first])) {
            first++;
        }
        while (first < last && Character.isSpaceChar(text[last])) {
            last--;
        }
        double number = plain(text, first, last - first + 1, mark);
        return negative ? -number : number;
    }

    private static boolean isCurrency(char letter) {
        return Character.getType(letter) == Character.CURRENCY_SYMBOL;
    }

    private static boolean isMinus(char letter) {
        return letter == '-' || letter == '\u2212';
    }

    private static double plain(char[] text, int from, int length, DecimalMark mark) {
        if (length == 0 || text[from + length - 1] > '9') {
            return infinity(text, from, length);
        }
        return new Numerals(text, from, length, mark).parse(from);
    }

    /** Whether a text has a zero before its other digits, as a code has. */
    static boolean isPadded(char[] text, int from, int length) {
        return length > 1 && text[from] == '0' && isDigit(text[from + 1]);
    }

    private static double infinity(char[] text, int from, int length) {
        if (length < 3 || length > 9) {
            return Double.NaN;
        }
        String word = new String(text, from, length).toLowerCase(Locale.ROOT);
        boolean negative = word.startsWith("-");
        word = negative || word.startsWith("+") ? word.substring(1) : word;
        if (!word.equals("inf") && !word.equals("infinity")) {
            return Double.NaN;
        }
        return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    private double parse(int from) {
        boolean negative = isMinus(text[at]);
        if (negative || text[at] == '+') {
            at++;
        }
        if (!readWhole() || !readFraction() || !readExponent() || at < end) {
            return Double.NaN;
        }
        double size = Math.abs(exponent) < POWERS.length && mantissa <= EXACT && complete ? quick() : slow(from);
        return negative ? -size : size;
    }

    private double quick() {
        return exponent < 0 ? mantissa / POWERS[-exponent] : mantissa * POWERS[exponent];
    }

    /** The digits in one row, as Java reads them. */
    private double slow(int from) {
        StringBuilder plain = new StringBuilder();
        for (int i = from; i < end; i++) {
            char letter = text[i];
            if (isDigit(letter)
                    || letter == 'e'
                    || letter == 'E'
                    || (letter == '-' && i > from && plain.length() > 0)) {
                plain.append(letter);
            } else if (letter == mark.mark()) {
                plain.append('.');
            }
        }
        return Double.parseDouble(plain.toString());
    }

    /** Digits, maybe in groups of three; false if groups are of another size. */
    private boolean readWhole() {
        int first = at;
        char separator = 0;
        int run = 0;
        for (; at < end; at++) {
            char letter = text[at];
            if (isDigit(letter)) {
                add(letter);
                run++;
            } else if (startsGroup(letter, separator, run) && text[first] != '0') {
                separator = letter;
                run = 0;
            } else {
                break;
            }
        }
        return separator == 0 || run == GROUP;
    }

    private boolean startsGroup(char letter, char separator, int run) {
        boolean full = separator == 0 ? run > 0 && run <= GROUP : letter == separator && run == GROUP;
        return full && mark.separatesThousands(letter);
    }

    private boolean readFraction() {
        if (at < end && text[at] == mark.mark()) {
            for (at++; at < end && isDigit(text[at]); at++) {
                add(text[at]);
                exponent--;
            }
        }
        return any;
    }

    private boolean readExponent() {
        if (at == end || (text[at] != 'e' && text[at] != 'E')) {
            return true;
        }
        at++;
        boolean negative = at < end && text[at] == '-';
        if (negative || (at < end && text[at] == '+')) {
            at++;
        }
        int power = 0;
        int first = at;
        for (; at < end && isDigit(text[at]); at++) {
            power = Math.min(LARGEST_EXPONENT, 10 * power + text[at] - '0');
        }
        exponent += negative ? -power : power;
        return at > first;
    }

    private void add(char digit) {
        any = true;
        if (digits == DIGITS) {
            complete = false;
            return;
        }
        mantissa = 10 * mantissa + digit - '0';
        digits += mantissa > 0 ? 1 : 0;
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }
}
