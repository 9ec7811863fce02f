package io.lanista.djl.table;

import io.lanista.djl.file.DataException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How rows of a table become what a network gets: learnt on the rows that are trained with, applied to any others by the names of
 * their columns. Plain data, which can be stored with a network.
 *
 * <pre>{@code
 * TablePreparation preparation = TablePreparation.fromMap(stored);
 * TableFile rows = preparation.read(Path.of("new.csv"));
 * Encoder encoder = preparation.encoder(rows.table());
 * encoder.encode(0, example, 0);
 * }</pre>
 *
 * @param columns that are used, in the order of a network's input
 * @param leftOut names of columns that aren't
 * @param labels names of the columns that are predicted
 * @param classNames the classes in the order of their numbers; empty if numbers are predicted
 * @param dialect how the file of the training rows was written; empty if they came from elsewhere
 * @param missing further words and numbers that stand for a missing value
 */
public record TablePreparation(
        List<ColumnPreparation> columns,
        List<String> leftOut,
        List<String> labels,
        List<String> classNames,
        Optional<Dialect> dialect,
        List<String> missing) {
    private static final String COLUMNS = "columns";
    private static final String LEFT_OUT = "left_out";
    private static final String LABELS = "labels";
    private static final String CLASSES = "classes";
    private static final String DIALECT = "dialect";
    private static final String MISSING = "missing";

    /** How {@link TableText} writes; guessed, a comma inside of cells could pass for a decimal one. */
    private static final Dialect OF_TEXT = new Dialect(StandardCharsets.UTF_8, ',', DecimalMark.DOT, true);

    /** Copies and checks. */
    public TablePreparation {
        columns = List.copyOf(columns);
        leftOut = List.copyOf(leftOut);
        labels = List.copyOf(labels);
        classNames = List.copyOf(classNames);
        missing = List.copyOf(missing);
        if (columns.stream().allMatch(column -> column.features().isEmpty())) {
            throw new DataException(
                    "No column is left to learn from. Maybe name some that were left out (option columns).");
        }
    }

    /**
     * Learns how columns become numbers. Numbers and dates come first, in the order of the table; then the others.
     *
     * @param table the data
     * @param profiles of the columns that may be used; kinds that aren't are left out
     * @param form of categories
     * @param scale of numbers
     * @param rows those that are trained with, and no others
     */
    public static List<ColumnPreparation> learn(
            Table table, List<ColumnProfile> profiles, CategoryForm form, NumberForm scale, int... rows) {
        List<ColumnPreparation> learnt = new ArrayList<>();
        for (ColumnProfile profile : profiles) {
            if (profile.kind().isUsed()) {
                learnt.add(learn(profile, table.column(profile.name()), form, scale, rows));
            }
        }
        learnt.sort(Comparator.comparing(column -> !isNumber(column)));
        return learnt;
    }

    private static boolean isNumber(ColumnPreparation column) {
        return column.kind() == ColumnKind.NUMBER || column.kind() == ColumnKind.DATE;
    }

    private static ColumnPreparation learn(
            ColumnProfile profile, Column column, CategoryForm form, NumberForm scale, int... rows) {
        if (profile.kind() == ColumnKind.NUMBER) {
            return NumberPreparation.learn(profile.name(), numbers(profile.name(), column), scale, rows);
        }
        WordColumn words = words(profile, column);
        switch (profile.kind()) {
            case YES_NO:
                return YesNoPreparation.learn(profile.name(), words, rows);
            case DATE:
                return DatePreparation.learn(profile.name(), words, rows);
            case TEXT:
                return TextPreparation.learn(profile.name(), words, rows);
            case TOKENS:
                return TokenPreparation.learn(profile.name(), words, rows);
            default:
                return CategoryPreparation.learn(profile.name(), words, form, rows);
        }
    }

    private static NumberColumn numbers(String name, Column column) {
        if (column instanceof NumberColumn numbers) {
            return numbers;
        }
        throw new DataException("The column (" + name + ") is told to have numbers, but has words.");
    }

    private static WordColumn words(ColumnProfile profile, Column column) {
        if (column instanceof WordColumn words) {
            return words;
        }
        throw new DataException("The column (" + profile.name() + ") is told to be of the kind ("
                + profile.kind().word() + "), but has numbers.");
    }

    /** The same without standardising. */
    public TablePreparation unscaled() {
        List<ColumnPreparation> plain =
                columns.stream().map(ColumnPreparation::unscaled).toList();
        return new TablePreparation(plain, leftOut, labels, classNames, dialect, missing);
    }

    /** All numbers that a network gets for a row, in their order. */
    public List<Feature> features() {
        return columns.stream().flatMap(column -> column.features().stream()).toList();
    }

    /** How many of the {@link #features}, from the first on, come from numbers and dates. */
    public int numbers() {
        return columns.stream()
                .takeWhile(TablePreparation::isNumber)
                .mapToInt(column -> column.features().size())
                .sum();
    }

    /** Columns that are numbers, taken as they are: the pixels of images, say. */
    public static TablePreparation ofNumbers(
            List<String> names, List<String> labels, List<String> classNames, Optional<Dialect> dialect) {
        return new TablePreparation(
                names.stream().<ColumnPreparation>map(NumberPreparation::plain).toList(),
                List.of(),
                labels,
                classNames,
                dialect,
                List.of());
    }

    /** Reads a file with columns of the same names, in whatever order, and maybe others. */
    public TableFile read(Path file) {
        return read(file, Optional.empty());
    }

    /** The same for a file in another format, given as separated values. */
    public TableFile read(Path file, TableText text) {
        return read(file, Optional.of(text));
    }

    private TableFile read(Path file, Optional<TableText> text) {
        return TableReader.read(file, text, told(text), (written, names) -> {
            requireClear(written, names, file);
            return names.stream()
                    .map(name -> columns.stream()
                            .filter(column -> column.name().equals(name))
                            .findFirst()
                            .map(column -> column.kind().form())
                            .orElse(Form.ANY))
                    .toList();
        });
    }

    private TableOptions told(Optional<TableText> text) {
        if (text.isPresent()) {
            return TableOptions.as(OF_TEXT, missing);
        }
        return dialect.isPresent() && !dialect.get().header()
                ? TableOptions.as(dialect.get(), missing)
                : TableOptions.none().withHeader().withMissing(missing);
    }

    private boolean isKnown(String name) {
        return leftOut.contains(name)
                || labels.contains(name)
                || columns.stream().anyMatch(column -> column.name().equals(name));
    }

    /** Columns are found by their names, so one that two have is none, unless the training file had as many. */
    private void requireClear(List<String> written, List<String> names, Path file) {
        for (int place = 0; place < names.size(); place++) {
            String name = written.get(place);
            String own = names.get(place);
            if (!own.equals(name) && isKnown(name) && !leftOut.contains(name) && !isKnown(own)) {
                throw new DataException("Two columns of (" + file + ") are called (" + name
                        + "), so it isn't clear which one is meant. Maybe rename one of them.");
            }
        }
    }

    /**
     * Makes numbers of a table's rows.
     *
     * @throws DataException if a column is missing, which names it, or is of another kind
     */
    public Encoder encoder(Table table) {
        List<String> absent = columns.stream()
                .map(ColumnPreparation::name)
                .filter(name -> !table.has(name))
                .toList();
        if (!absent.isEmpty()) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "The table has no column (%s), which was trained with. Available: %s.",
                    Listing.of(absent),
                    Listing.of(table.names())));
        }
        return new Encoder(columns, table);
    }

    /** The columns of a table that aren't known here, and so don't count. */
    public List<String> unknown(Table table) {
        return table.names().stream().filter(name -> !isKnown(name)).toList();
    }

    /** For a file; {@link #fromMap} reads it back. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(COLUMNS, columns.stream().map(ColumnPreparation::asMap).toList());
        map.put(LEFT_OUT, leftOut);
        map.put(LABELS, labels);
        map.put(CLASSES, classNames);
        dialect.ifPresent(known -> map.put(DIALECT, known.asMap()));
        map.put(MISSING, missing);
        return map;
    }

    /**
     * Reads what {@link #asMap} gave, after its way through a file.
     *
     * @throws DataException if that isn't a preparation
     */
    public static TablePreparation fromMap(Map<String, ?> map) {
        StoredColumn stored = StoredColumn.of(map);
        List<ColumnPreparation> columns = new ArrayList<>();
        if (map.get(COLUMNS) instanceof List<?> list) {
            list.forEach(column -> columns.add(column(StoredColumn.of(column))));
        }
        return new TablePreparation(
                columns,
                stored.texts(LEFT_OUT),
                stored.texts(LABELS),
                stored.texts(CLASSES),
                Optional.ofNullable(map.get(DIALECT))
                        .map(dialect -> Dialect.fromMap(StoredColumn.of(dialect).values())),
                stored.texts(MISSING));
    }

    private static ColumnPreparation column(StoredColumn stored) {
        switch (stored.word(StoredColumn.KIND, ColumnKind.class)) {
            case NUMBER:
                return NumberPreparation.of(stored);
            case YES_NO:
                return YesNoPreparation.of(stored);
            case DATE:
                return DatePreparation.of(stored);
            case CATEGORY:
                return CategoryPreparation.of(stored);
            case TEXT:
                return TextPreparation.of(stored);
            case TOKENS:
                return TokenPreparation.of(stored);
            default:
                throw new DataException(
                        "A column of the kind (" + stored.text(StoredColumn.KIND) + ") isn't prepared.");
        }
    }
}
