package io.lanista.djl.table;

import io.lanista.djl.file.DataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text: one code for each of its words and marks, in lower case. 0 stands behind the end of a text, 1 for a word that isn't known;
 * then come the words of the training rows, the most frequent first. Longer texts are cut at the end.
 *
 * @param name the column's
 * @param vocabulary the words, in the order of their codes from 2 on
 * @param length how many codes there are
 */
public record TokenPreparation(String name, List<String> vocabulary, int length) implements ColumnPreparation {
    /** The code of what isn't known. */
    public static final int UNKNOWN = 1;

    private static final int FIRST = 2;
    private static final int MOST_WORDS = 20_000;
    private static final int MOST_LENGTH = 256;
    private static final int ENOUGH_ROWS = 2_000;
    private static final double NEARLY_ALL = 0.98;
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{M}\\p{N}_]+|[^\\p{L}\\p{M}\\p{N}_\\s]");

    /** Copies. */
    public TokenPreparation {
        vocabulary = List.copyOf(vocabulary);
    }

    static TokenPreparation learn(String name, WordColumn column, int... rows) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        int[] lengths = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            if (!column.isMissing(rows[i])) {
                List<String> tokens = tokens(column.words().get(column.code(rows[i])));
                lengths[i] = tokens.size();
                tokens.forEach(token -> counts.merge(token, 1, Integer::sum));
            }
        }
        // A word that stands there once teaches little, and lets the network get used to unknown ones.
        int least = rows.length < ENOUGH_ROWS ? 1 : 2;
        List<String> vocabulary = counts.entrySet().stream()
                .filter(word -> word.getValue() >= least)
                .sorted(Comparator.comparingInt((Map.Entry<String, Integer> word) -> -word.getValue())
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST_WORDS)
                .map(Map.Entry::getKey)
                .toList();
        Arrays.sort(lengths);
        int usual = rows.length == 0 ? 1 : lengths[(int) (NEARLY_ALL * (rows.length - 1))];
        return new TokenPreparation(name, vocabulary, Math.max(1, Math.min(MOST_LENGTH, usual)));
    }

    static TokenPreparation of(StoredColumn stored) {
        return new TokenPreparation(
                stored.text(StoredColumn.NAME), stored.texts("vocabulary"), (int) stored.number("length"));
    }

    /** The words and marks of a text, in lower case. */
    static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        return tokens;
    }

    /** How many codes there are, 0 included. */
    public int codes() {
        return vocabulary.size() + FIRST;
    }

    @Override
    public ColumnKind kind() {
        return ColumnKind.TOKENS;
    }

    @Override
    public List<Feature> features() {
        List<Feature> features = new ArrayList<>();
        for (int place = 0; place < length; place++) {
            features.add(Feature.plain(name + " [" + place + "]"));
        }
        return features;
    }

    @Override
    public Map<String, Object> asMap() {
        Map<String, Object> map = StoredColumn.begin(name, kind());
        map.put("vocabulary", vocabulary);
        map.put("length", length);
        return map;
    }

    @Override
    public Cells cells(Column column) {
        if (!(column instanceof WordColumn words)) {
            throw new DataException(
                    "The column (" + name + ") must have texts, but has numbers. Maybe write them as words.");
        }
        Map<String, Integer> places = new HashMap<>();
        vocabulary.forEach(word -> places.put(word, places.size() + FIRST));
        Map<Integer, int[]> known = new HashMap<>();
        return (row, to, at) -> {
            Arrays.fill(to, at, at + length, 0);
            if (words.isMissing(row)) {
                return true;
            }
            int[] codes = known.computeIfAbsent(
                    words.code(row),
                    word -> tokens(words.words().get(word)).stream()
                            .mapToInt(token -> places.getOrDefault(token, UNKNOWN))
                            .toArray());
            for (int place = 0; place < Math.min(length, codes.length); place++) {
                to[at + place] = codes[place];
            }
            return true;
        };
    }
}
