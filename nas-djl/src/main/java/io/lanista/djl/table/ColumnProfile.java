package io.lanista.djl.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Of what kind a column is, and why.
 *
 * @param name the column's
 * @param kind what its cells mean
 * @param missing how many cells are missing
 * @param rows how many cells there are
 * @param why in a few words, such as {@code counts up by one}; empty if the kind says it all
 */
public record ColumnProfile(String name, ColumnKind kind, int missing, int rows, String why) {
    /** Fewer values than this say nothing about whether they name the rows. */
    private static final int ENOUGH = 20;

    /** Fewer different numbers than this are rather names of levels, as in 0, 1, 2, 3+. */
    private static final int MANY = 10;

    /** What pandas and Dask call an index without a name in Parquet files: where a row stood before it was drawn or filtered. */
    private static final Pattern PANDAS_INDEX = Pattern.compile("__index_level_\\d+__|__null_dask_index__");

    private static final String MOSTLY = "; ";

    private static final int WORDS_OF_A_SENTENCE = 3;
    private static final double NEARLY_ALL = 0.95;
    private static final Set<String> IDENTIFYING = Set.of("id", "ids", "uuid", "guid");
    private static final Set<String> COUNTING =
            Set.of("id", "index", "idx", "key", "nr", "no", "num", "number", "row", "unnamed", "column");
    private static final Set<String> TIMES = Set.of(
            "year", "month", "week", "day", "hour", "minute", "second", "date", "time", "age", "quarter", "step");
    private static final List<Set<String>> ANSWERS = List.of(
            Set.of("yes", "no"),
            Set.of("y", "n"),
            Set.of("true", "false"),
            Set.of("t", "f"),
            Set.of("on", "off"),
            Set.of("ja", "nein"),
            Set.of("oui", "non"),
            Set.of("sí", "no"),
            Set.of("si", "no"));

    /**
     * Finds out of what kind a column is, whose numbers would have decimal dots.
     *
     * @throws io.lanista.djl.file.DataException if it has dates, but for a few cells that are none
     */
    public static ColumnProfile of(String name, Column column) {
        return of(name, column, DecimalMark.DOT);
    }

    /**
     * Finds out of what kind a column is.
     *
     * @param decimal what numbers among its words would have before their fraction
     * @throws io.lanista.djl.file.DataException if it has dates, but for a few cells that are none
     */
    public static ColumnProfile of(String name, Column column, DecimalMark decimal) {
        int missing = column.missing();
        if (PANDAS_INDEX.matcher(name).matches()) {
            return new ColumnProfile(name, ColumnKind.ID, missing, column.size(), "the index of pandas");
        }
        if (column instanceof NumberColumn numbers) {
            return ofNumbers(name, numbers, missing);
        }
        return ofWords(name, (WordColumn) column, missing, decimal);
    }

    /** The same for a column whose kind somebody said. */
    public static ColumnProfile told(String name, Column column, ColumnKind kind) {
        return new ColumnProfile(name, kind, column.missing(), column.size(), "as told");
    }

    /** The same column, taken for another kind. */
    public ColumnProfile as(ColumnKind other, String reason) {
        return new ColumnProfile(name, other, missing, rows, reason);
    }

    private static ColumnProfile ofNumbers(String name, NumberColumn column, int missing) {
        if (missing == column.size() || (missing == 0 && isConstant(column))) {
            String why = missing > 0 ? "empty" : "always " + Listing.plain(column.value(0));
            return new ColumnProfile(name, ColumnKind.CONSTANT, missing, column.size(), why);
        }
        String id = missing == 0 && column.size() >= ENOUGH ? numbersThatName(name, column) : "";
        return new ColumnProfile(name, id.isEmpty() ? ColumnKind.NUMBER : ColumnKind.ID, missing, column.size(), id);
    }

    private static boolean isConstant(NumberColumn column) {
        for (int row = 1; row < column.size(); row++) {
            if (column.value(row) != column.value(0)) {
                return false;
            }
        }
        return true;
    }

    /** Why whole numbers are no quantity, but name the rows; empty if they don't. */
    private static String numbersThatName(String name, NumberColumn column) {
        int steps = 0;
        for (int row = 0; row < column.size(); row++) {
            if (column.value(row) != Math.rint(column.value(row))) {
                return "";
            }
            steps += row > 0 && column.value(row) - column.value(row - 1) == 1 ? 1 : 0;
        }
        Set<String> parts = parts(name);
        boolean all = steps == column.size() - 1;
        if (all && parts.stream().noneMatch(TIMES::contains)) {
            return "counts up by one";
        }
        if (steps >= NEARLY_ALL * (column.size() - 1) && parts.stream().anyMatch(COUNTING::contains)) {
            return "counts up";
        }
        boolean named = parts.stream().anyMatch(IDENTIFYING::contains);
        return named && different(column) * 2 >= column.size() ? "an id by its name" : "";
    }

    private static int different(NumberColumn column) {
        return (int) IntStream.range(0, column.size())
                .mapToDouble(column::value)
                .distinct()
                .count();
    }

    private static Set<String> parts(String name) {
        return Stream.of(name.replaceAll("([a-z])([A-Z])", "$1 $2").split("[^\\p{L}]+"))
                .map(part -> part.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static ColumnProfile ofWords(String name, WordColumn column, int missing, DecimalMark decimal) {
        List<String> words = column.words();
        int present = column.size() - missing;
        int different = words.size();
        if (different == 0 || (different == 1 && missing == 0)) {
            String why = different == 0 ? "empty" : "always " + Listing.shortened(words.get(0));
            return new ColumnProfile(name, ColumnKind.CONSTANT, missing, column.size(), why);
        }
        if (isAnswers(words)) {
            return new ColumnProfile(name, ColumnKind.YES_NO, missing, column.size(), "");
        }
        Optional<DatePattern> dates = DatePattern.of(words);
        if (dates.isPresent()) {
            String order = DatePattern.isAmbiguous(words)
                    ? dates.get() == DatePattern.MONTH_FIRST ? "the month first" : "the day first"
                    : "";
            return new ColumnProfile(name, ColumnKind.DATE, missing, column.size(), order);
        }
        DatePreparation.requireNearlyNone(name, column);
        if (present >= ENOUGH && (different * 5 >= present || missing > present) && isSentences(words)) {
            return missing > present
                    ? new ColumnProfile(
                            name, ColumnKind.LEAVE_OUT, missing, column.size(), "comments that most rows don't have")
                    : new ColumnProfile(name, ColumnKind.TEXT, missing, column.size(), different + " different texts");
        }
        if (present >= ENOUGH && different * 2 >= present) {
            String why = different + " different words in " + present + " rows" + mostly(column, decimal);
            return new ColumnProfile(name, ColumnKind.ID, missing, column.size(), why);
        }
        return new ColumnProfile(
                name, ColumnKind.CATEGORY, missing, column.size(), different + " words" + mostly(column, decimal));
    }

    /** What most of a column's words are, if others among them keep it from being that; empty if there is no such doubt. */
    private static String mostly(WordColumn column, DecimalMark decimal) {
        String numbers = mostly(column, "numbers", word -> Double.isFinite(Numerals.parse(word, decimal)));
        if (!numbers.isEmpty()) {
            return column.hasPaddedNumbers() ? "" : numbers; // Padded ones are codes.
        }
        return Stream.of(DatePattern.values())
                .map(order -> mostly(column, "dates", order::fits))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Ends as soon as too many cells are none. */
    static String mostly(WordColumn column, String kind, Predicate<String> isOne) {
        List<String> words = column.words();
        int[] counts = column.counts();
        int present = column.size() - column.missing();
        int different = 0;
        int others = 0;
        String strange = null;
        for (int i = 0; i < counts.length && 2 * others < present; i++) {
            boolean one = isOne.test(words.get(i));
            different += one ? 1 : 0;
            others += one ? 0 : counts[i];
            strange = one || strange != null ? strange : words.get(i);
        }
        int cells = present - others;
        return strange == null || different < MANY || 2 * others >= present
                ? ""
                : MOSTLY + cells + " of " + present + " cells are " + kind + ", but not (" + Listing.shortened(strange)
                        + ")";
    }

    /** Why a column of words rather seems to be one of numbers or dates; empty if it doesn't. */
    public Optional<String> doubt() {
        int at = kind == ColumnKind.CATEGORY || kind == ColumnKind.ID ? why.indexOf(MOSTLY) : -1;
        return at < 0 ? Optional.empty() : Optional.of(why.substring(at + MOSTLY.length()));
    }

    static boolean isAnswers(List<String> words) {
        Set<String> lower =
                words.stream().map(word -> word.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        return ANSWERS.contains(lower);
    }

    private static boolean isSentences(List<String> words) {
        long parts = words.stream().mapToLong(word -> word.split("\\s+").length).sum();
        return parts >= (long) WORDS_OF_A_SENTENCE * words.size();
    }

    /** For a file: {@code {name: age, kind: number, missing: 12}}, with {@code why} if there is a reason. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("kind", kind.word());
        map.put("missing", missing);
        if (!why.isEmpty()) {
            map.put("why", why);
        }
        return map;
    }
}
