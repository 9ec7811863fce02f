package io.lanista.djl.table;

import io.lanista.djl.file.DataException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One of several words. Words that the training rows don't have, or that are too rare among very many, count as none of them;
 * missing cells are a level of their own if the training rows have some.
 *
 * @param name the column's
 * @param levels the words, in the order of the alphabet
 * @param missing whether there is a level for missing cells, after the others
 * @param form how they become numbers
 */
public record CategoryPreparation(String name, List<String> levels, boolean missing, CategoryForm form)
        implements ColumnPreparation {
    /** The most frequent words up to so many are told apart. */
    static final int MOST_LEVELS = 128;

    /** Copies. */
    public CategoryPreparation {
        levels = List.copyOf(levels);
    }

    static CategoryPreparation learn(String name, WordColumn column, CategoryForm form, int... rows) {
        int[] counts = new int[column.words().size()];
        int present = 0;
        for (int row : rows) {
            if (!column.isMissing(row)) {
                counts[column.code(row)]++;
                present++;
            }
        }
        List<String> levels = IntStream.range(0, counts.length)
                .filter(code -> counts[code] > 0)
                .boxed()
                .sorted(Comparator.comparingInt((Integer code) -> -counts[code]).thenComparing(column.words()::get))
                .limit(MOST_LEVELS)
                .map(column.words()::get)
                .sorted()
                .collect(Collectors.toList());
        return new CategoryPreparation(name, levels, present < rows.length, form);
    }

    static CategoryPreparation of(StoredColumn stored) {
        return new CategoryPreparation(
                stored.text(StoredColumn.NAME),
                stored.texts("levels"),
                stored.flag("missing"),
                stored.word("form", CategoryForm.class));
    }

    @Override
    public ColumnKind kind() {
        return ColumnKind.CATEGORY;
    }

    /** How many codes there are, 0 included. */
    public int codes() {
        return levels.size() + (missing ? 2 : 1);
    }

    @Override
    public List<Feature> features() {
        if (form == CategoryForm.CODES) {
            return List.of(Feature.plain(name));
        }
        List<Feature> features = new ArrayList<>();
        levels.forEach(level -> features.add(Feature.plain(name + "=" + level)));
        if (missing) {
            features.add(Feature.plain(name + " missing"));
        }
        return features;
    }

    @Override
    public Map<String, Object> asMap() {
        Map<String, Object> map = StoredColumn.begin(name, kind());
        map.put("levels", levels);
        map.put("missing", missing);
        map.put("form", form.name().toLowerCase(Locale.ROOT));
        return map;
    }

    @Override
    public Cells cells(Column column) {
        if (!(column instanceof WordColumn words)) {
            throw new DataException(
                    "The column (" + name + ") must have words, but has numbers. Maybe write them as words.");
        }
        Map<String, Integer> places = new HashMap<>();
        levels.forEach(level -> places.put(level, places.size() + 1));
        int[] codes = words.words().stream()
                .mapToInt(word -> places.getOrDefault(word, 0))
                .toArray();
        int none = missing ? levels.size() + 1 : 0;
        int width = features().size();
        return (row, to, at) -> {
            int code = words.isMissing(row) ? none : codes[words.code(row)];
            if (form == CategoryForm.CODES) {
                to[at] = code;
            } else {
                for (int place = 0; place < width; place++) {
                    to[at + place] = place + 1 == code ? 1 : 0;
                }
            }
            return code > 0;
        };
    }
}
