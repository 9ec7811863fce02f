package io.lanista.djl.data;

import io.lanista.djl.file.DataException;
import io.lanista.djl.table.DecimalMark;
import io.lanista.djl.table.Listing;
import io.lanista.djl.table.NumberColumn;
import io.lanista.djl.table.Table;
import io.lanista.djl.table.WordColumn;
import io.lanista.djl.table.YesNoPreparation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A table's label: classes, or numbers to predict. Words are classes, and fractions are numbers; whole numbers are what they are
 * for, or classes where that isn't known and they are few.
 */
final class LabelColumn {
    /** More different whole numbers than this are numbers, unless classes are asked for. */
    static final int MOST_CLASSES = 100;

    /** With more than this share of fractions, a label is of numbers, and what is none is a mistake. */
    private static final double MOSTLY = 0.8;

    private final Table table;
    private final String name;
    private final @Nullable NumberColumn numbers;
    private final @Nullable WordColumn words;
    private final List<String> classOfWord;
    private final DecimalMark decimal;
    private final Task task;
    private final int different;

    LabelColumn(Table table, String name, TableRoles roles) {
        this.table = table;
        this.name = name;
        this.decimal = roles.decimal();
        this.words = table.column(name) instanceof WordColumn given ? given : null;
        boolean codes = words != null && words.hasPaddedNumbers();
        this.numbers = table.column(name) instanceof NumberColumn given
                ? given
                : codes || words == null
                        ? null
                        : words.numbers(decimal).or(() -> answers(words, roles)).orElse(null);
        double[] values = numbers == null ? new double[0] : present(numbers);
        boolean whole = Arrays.stream(values).allMatch(value -> value == Math.rint(value));
        this.different = words != null
                ? words.words().size()
                : (int) Arrays.stream(values).distinct().count();
        this.classOfWord = words == null ? List.of() : classOfWord(words, numbers != null && whole);
        this.task = roles.task().orElseGet(() -> decide(roles.use().task(), whole));
        if (roles.task().isEmpty() && words != null && numbers == null && !codes) {
            refuseStrangers(words);
        }
    }

    /** Fractions are numbers to predict, also beside a few cells that are none. */
    private void refuseStrangers(WordColumn column) {
        int[] counts = column.counts();
        int fractions = 0;
        for (int code = 0; code < counts.length; code++) {
            fractions += isFraction(column.words().get(code)) ? counts[code] : 0;
        }
        Optional<String> strange = column.firstStrange(decimal);
        if (strange.isPresent() && fractions > MOSTLY * Arrays.stream(counts).sum()) {
            throw notANumber(
                    column,
                    strange.get(),
                    "as (" + fractions
                            + ") others are. Maybe mend it, leave its row out, or say that it stands for none (option missing),"
                            + " or that all are classes (option task).");
        }
    }

    private boolean isFraction(String word) {
        return WordColumn.of(List.of(word)).numbers(decimal).stream()
                .mapToDouble(column -> column.value(0))
                .anyMatch(value -> value != Math.rint(value) && !Double.isNaN(value));
    }

    private Task decide(Optional<Task> wanted, boolean whole) {
        if (numbers == null) {
            return Task.CLASSIFICATION;
        }
        if (!whole) {
            return Task.REGRESSION;
        }
        return wanted.orElse(different <= MOST_CLASSES ? Task.CLASSIFICATION : Task.REGRESSION);
    }

    /** Of several labels, yes is 1 and no is 0. */
    private static Optional<NumberColumn> answers(WordColumn column, TableRoles roles) {
        return roles.labels().size() > 1 ? YesNoPreparation.answers(column) : Optional.empty();
    }

    private static double[] present(NumberColumn column) {
        return IntStream.range(0, column.size())
                .mapToDouble(column::value)
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }

    /** Whether no other whole number is the same in double precision: longer ones are rather codes. */
    private static boolean isExact(double value) {
        return Math.abs(value) < 1e15;
    }

    /** One name for all ways of writing a whole number: {@code 3} and {@code 3.0} are one class. */
    private List<String> classOfWord(WordColumn column, boolean whole) {
        Map<String, Double> values = new HashMap<>();
        for (int row = 0; whole && numbers != null && row < column.size(); row++) {
            if (!numbers.isMissing(row) && isExact(numbers.value(row))) {
                values.put(column.words().get(column.code(row)), numbers.value(row));
            }
        }
        return column.words().stream()
                .map(word -> values.containsKey(word) ? Listing.plain(values.get(word)) : word)
                .toList();
    }

    String name() {
        return name;
    }

    /** What the column is for. */
    Task task() {
        return task;
    }

    /** Whether classes are asked for, but nearly every row has a number of its own. */
    boolean isRatherQuantity() {
        return numbers != null && different > MOST_CLASSES && different * 2 > table.size();
    }

    /** How many values there are. */
    int different() {
        return different;
    }

    /** Whether a row's value isn't known. */
    boolean isMissing(int row) {
        return task == Task.REGRESSION ? Double.isNaN(number(row)) : className(row) == null;
    }

    /** A row's number; NaN if it is missing. */
    double number(int row) {
        if (numbers != null) {
            return numbers.value(row);
        }
        WordColumn column = Objects.requireNonNull(words);
        if (column.isMissing(row)) {
            return Double.NaN;
        }
        String strange = column.firstStrange(decimal).orElse(column.words().get(0));
        throw notANumber(
                column, strange, "for regression. Maybe the evaluator should be classification, or the option (task).");
    }

    private DataException notANumber(WordColumn column, String strange, String why) {
        int where = 0;
        while (column.code(where) != column.words().indexOf(strange)) {
            where++;
        }
        return new DataException(String.format(
                Locale.ROOT,
                "The label (%s) in %s is (%s), but must be a number%s%s",
                name,
                table.place(where),
                Listing.shortened(strange),
                why.startsWith("as") ? ", " : " ",
                why));
    }

    /** A row's class; null if it is missing. */
    @Nullable String className(int row) {
        if (words != null) {
            return words.isMissing(row) ? null : classOfWord.get(words.code(row));
        }
        NumberColumn column = Objects.requireNonNull(numbers);
        return column.isMissing(row) ? null : Listing.plain(column.value(row));
    }

    /** All classes of some rows: by number if all are numbers, else by name. */
    List<String> classNames(int... rows) {
        TreeSet<String> all = new TreeSet<>();
        Map<String, Double> values = new HashMap<>();
        for (int row : rows) {
            String one = className(row);
            if (one != null && all.add(one) && numbers != null && !numbers.isMissing(row)) {
                values.put(one, numbers.value(row));
            }
        }
        List<String> names = new ArrayList<>(all);
        if (values.size() == names.size()) {
            names.sort(Comparator.comparingDouble(values::get));
        }
        return names;
    }
}
