package io.lanista.djl.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Cells that are words, each different one stored once. */
public final class WordColumn implements Column {
    private static final int NONE = -1;

    private final int[] codes;
    private final List<String> words;
    private final long[] identities;

    /**
     * @param codes for each row the place of its word, or -1 where it is missing; not copied: give it away
     * @param words all different ones
     */
    WordColumn(int[] codes, List<String> words) {
        this.codes = codes;
        this.words = List.copyOf(words);
        this.identities = this.words.stream().mapToLong(Identity::of).toArray();
    }

    /** A column of these cells; null stands for a missing one. */
    public static WordColumn of(List<@Nullable String> cells) {
        Map<String, Integer> places = new LinkedHashMap<>();
        int[] codes = new int[cells.size()];
        for (int row = 0; row < codes.length; row++) {
            String cell = cells.get(row);
            codes[row] = cell == null ? NONE : place(cell, places);
        }
        return new WordColumn(codes, new ArrayList<>(places.keySet()));
    }

    /** The place of a word among others, where it gets one now if it is new. */
    static int place(String word, Map<String, Integer> places) {
        Integer known = places.putIfAbsent(word, places.size());
        return known == null ? places.size() - 1 : known;
    }

    @Override
    public int size() {
        return codes.length;
    }

    /** All different words, in the order in which they come first. */
    public List<String> words() {
        return words;
    }

    /** The place of a cell's word among {@link #words}; -1 where it is missing. */
    public int code(int row) {
        return codes[row];
    }

    @Override
    public boolean isMissing(int row) {
        return codes[row] == NONE;
    }

    @Override
    public long identity(int row) {
        return isMissing(row) ? 0 : identities[codes[row]];
    }

    /**
     * The same cells as numbers; a cell whose word usually means that there is nothing is missing then.
     *
     * @return empty if there is a {@link #firstStrange} word
     */
    public Optional<NumberColumn> numbers(DecimalMark decimal) {
        if (firstStrange(decimal).isPresent()) {
            return Optional.empty();
        }
        double[] meaning = words.stream()
                .mapToDouble(word -> Numerals.parse(word, decimal))
                .toArray();
        double[] values = new double[codes.length];
        for (int row = 0; row < values.length; row++) {
            values[row] = codes[row] == NONE ? Double.NaN : meaning[codes[row]];
        }
        return Optional.of(new NumberColumn(values));
    }

    /** The first word that is no number, nor means that there is nothing. */
    public Optional<String> firstStrange(DecimalMark decimal) {
        return words.stream()
                .filter(word -> !MissingWords.isUsual(word) && !Double.isFinite(Numerals.parse(word, decimal)))
                .findFirst();
    }

    /** Whether any word is a number with zeros in front, as codes are written. */
    public boolean hasPaddedNumbers() {
        return words.stream().anyMatch(word -> Numerals.isPadded(word.toCharArray(), 0, word.length()));
    }

    /** How many cells have each word. */
    public int[] counts() {
        int[] counts = new int[words.size()];
        for (int code : codes) {
            if (code != NONE) {
                counts[code]++;
            }
        }
        return counts;
    }
}
