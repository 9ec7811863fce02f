package io.lanista.djl.table;

import io.lanista.djl.file.DataException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A text beside other columns: for each of its words, in lower case and without marks, a 1 where the text has it and a 0 where it
 * hasn't. The words are those that most of the training rows have, but not all. A missing text has none of them.
 *
 * @param name the column's
 * @param words the most frequent first
 */
public record TextPreparation(String name, List<String> words) implements ColumnPreparation {
    private static final int MOST_WORDS = 256;

    /** A word that fewer rows have says more about these rows than about others. */
    private static final int LEAST_ROWS = 5;

    /** Copies. */
    public TextPreparation {
        words = List.copyOf(words);
    }

    static TextPreparation learn(String name, WordColumn column, int... rows) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (int row : rows) {
            if (!column.isMissing(row)) {
                words(column.words().get(column.code(row))).forEach(word -> counts.merge(word, 1, Integer::sum));
            }
        }
        List<String> words = counts.entrySet().stream()
                .filter(word -> word.getValue() >= LEAST_ROWS && word.getValue() < rows.length)
                .sorted(Comparator.comparingInt((Map.Entry<String, Integer> word) -> -word.getValue())
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST_WORDS)
                .map(Map.Entry::getKey)
                .toList();
        return new TextPreparation(name, words);
    }

    static TextPreparation of(StoredColumn stored) {
        return new TextPreparation(stored.text(StoredColumn.NAME), stored.texts("words"));
    }

    /** The different words of a text. */
    private static List<String> words(String text) {
        return TokenPreparation.tokens(text).stream()
                .filter(token -> Character.isLetterOrDigit(token.codePointAt(0)))
                .distinct()
                .toList();
    }

    @Override
    public ColumnKind kind() {
        return ColumnKind.TEXT;
    }

    @Override
    public List<Feature> features() {
        return words.stream().map(word -> Feature.plain(name + ": " + word)).toList();
    }

    @Override
    public Map<String, Object> asMap() {
        Map<String, Object> map = StoredColumn.begin(name, kind());
        map.put("words", words);
        return map;
    }

    @Override
    public Cells cells(Column column) {
        if (!(column instanceof WordColumn texts)) {
            throw new DataException(
                    "The column (" + name + ") must have texts, but has numbers. Maybe write them as words.");
        }
        Map<String, Integer> places = new HashMap<>();
        words.forEach(word -> places.put(word, places.size()));
        Map<Integer, int[]> known = new HashMap<>();
        return (row, to, at) -> {
            Arrays.fill(to, at, at + words.size(), 0);
            if (!texts.isMissing(row)) {
                int[] there = known.computeIfAbsent(
                        texts.code(row),
                        code -> words(texts.words().get(code)).stream()
                                .map(places::get)
                                .filter(Objects::nonNull)
                                .mapToInt(Integer::intValue)
                                .toArray());
                for (int place : there) {
                    to[at + place] = 1;
                }
            }
            return true;
        };
    }
}
