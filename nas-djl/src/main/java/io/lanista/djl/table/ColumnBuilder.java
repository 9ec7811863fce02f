package io.lanista.djl.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects a column's cells: numbers for as long as they are such, or words. */
final class ColumnBuilder {
    private static final int START = 1 << 8;

    private final Form form;
    private final MissingWords missing;
    private final DecimalMark decimal;
    private final Map<String, Integer> words = new LinkedHashMap<>();
    private double[] numbers;
    private int[] codes;
    private int size;
    private int present;
    private int strange;
    private int padded;
    private int length;
    private @Nullable String firstStrange;
    private long strangeLine;
    private @Nullable String firstHuge;
    private long hugeLine;

    ColumnBuilder(Form form, MissingWords missing, DecimalMark decimal) {
        this.form = form;
        this.missing = missing;
        this.decimal = decimal;
        this.numbers = form.isWords() ? new double[0] : new double[START];
        this.codes = form.isWords() ? new int[START] : new int[0];
    }

    void add(char[] text, int from, int length, long line) {
        if (form.isWords()) {
            addWord(text, from, length);
        } else {
            addNumber(text, from, length, line);
        }
        size++;
    }

    private void addWord(char[] text, int from, int length) {
        if (size == codes.length) {
            codes = Arrays.copyOf(codes, 2 * size);
        }
        boolean none = form == Form.LABELS ? length == 0 : MissingWords.isUsual(text, from, length);
        String word = none ? "" : new String(text, from, length);
        if (none || missing.isSaid(word)) {
            codes[size] = -1;
        } else {
            codes[size] = WordColumn.place(word, words);
            present++;
        }
    }

    private void addNumber(char[] text, int from, int length, long line) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        numbers[size] = Double.NaN;
        double number = Numerals.parse(text, from, length, decimal);
        if (missing.areSaid() && (missing.isSaid(number) || missing.isSaid(new String(text, from, length)))) {
            return;
        }
        if (Double.isNaN(number)) {
            if (!MissingWords.isUsual(text, from, length)) {
                strange++;
                if (firstStrange == null) {
                    firstStrange = new String(text, from, length);
                    strangeLine = line;
                }
            }
            return;
        }
        if (Math.abs(number) > NumberColumn.LARGEST && firstHuge == null) {
            firstHuge = new String(text, from, length);
            hugeLine = line;
        }
        padded += Numerals.isPadded(text, from, length) ? 1 : 0;
        this.length = present == 0 || this.length == length ? length : -1;
        numbers[size] = number;
        present++;
    }

    /** How many cells have a value. */
    int present() {
        return present;
    }

    /** How many cells are neither numbers nor missing, where numbers are collected. */
    int strange() {
        return strange;
    }

    /** Whether the numbers are codes of one length, some with zeros in front, such as 01 and 12. */
    boolean isOfCodes() {
        return padded > 0 && length > 0;
    }

    @Nullable String firstStrange() {
        return firstStrange;
    }

    long strangeLine() {
        return strangeLine;
    }

    /** The first number that is too large to calculate with; null if there is none. */
    @Nullable String firstHuge() {
        return firstHuge;
    }

    long hugeLine() {
        return hugeLine;
    }

    Form form() {
        return form;
    }

    /** How much memory the cells take, in bytes. */
    long bytes() {
        return form.isWords() ? 4L * codes.length + 64L * words.size() : 8L * numbers.length;
    }

    Column column() {
        return form.isWords()
                ? new WordColumn(Arrays.copyOf(codes, size), new ArrayList<>(words.keySet()))
                : new NumberColumn(Arrays.copyOf(numbers, size));
    }
}
