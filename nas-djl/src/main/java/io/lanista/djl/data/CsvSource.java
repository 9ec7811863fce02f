package io.lanista.djl.data;

import io.lanista.api.option.Option;
import io.lanista.api.option.OptionException;
import io.lanista.api.option.Options;
import io.lanista.base.text.DidYouMean;
import io.lanista.djl.file.DataException;
import io.lanista.djl.file.DataFile;
import io.lanista.djl.table.CategoryForm;
import io.lanista.djl.table.ColumnKind;
import io.lanista.djl.table.Form;
import io.lanista.djl.table.Listing;
import io.lanista.djl.table.NumberForm;
import io.lanista.djl.table.Table;
import io.lanista.djl.table.TableFile;
import io.lanista.djl.table.TableReader;
import io.lanista.djl.table.TableText;
import io.lanista.djl.table.WordColumn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tables with a label column, compressed with gzip or not; with a shape, images. */
public final class CsvSource implements DataSource {
    private static final Option<String> PATH = Option.requiredText("path", "the file, .csv or .csv.gz");
    private static final Option<String> TEST_PATH = Option.text(
            "test_path",
            "",
            "a second file with the test examples, if they are apart; its columns are found by their names");
    private static final Option<Object> LABEL = Option.either(
            "label",
            -1L,
            "a column's name, or its position: 0, 1, … or from the end -1, -2, …; or a list of such",
            CsvSource::isLabel,
            "the column to predict; the last by default; of several, all are numbers");
    private static final Option<Object> SHAPE = Option.either(
            "shape",
            "auto",
            "a list such as [1, 8, 8] (channels, height, width), the word columns, the word square for a one-channel image, or auto",
            CsvSource::isShape,
            "what one example looks like; auto makes square images for a network that takes images, else it is columns");
    private static final Option<String> TASK = Option.oneOf(
            "task",
            List.of("auto", "classification", "regression"),
            "what to predict; auto takes words for classes, fractions for numbers, and whole numbers for what the evaluator asks");
    private static final Option<Map<String, Object>> COLUMNS = Option.table(
            "columns",
            "what columns are, by name: number, category, yes_no, date, text, tokens or leave_out; the others are found out");
    private static final Option<String> CATEGORIES = Option.oneOf(
            "categories",
            List.of("one_hot", "codes"),
            "how words become numbers: one for each word, or one code, as an embedding layer reads it");
    private static final Option<String> NUMBERS = Option.oneOf(
            "numbers",
            List.of("standardize", "quantile"),
            "how numbers are scaled: to mean 0 and deviation 1, or by their rank to a normal distribution, which suits skewed ones");
    private static final Option<String> GROUP = Option.text(
            "group", "", "a column that says what rows belong together: they stay in one part, and it is left out");
    private static final Option<String> TIME = Option.text(
            "time", "", "a column that says when rows were: the last ones are for the test, those before to validate");

    private static final Option<String> WEIGHT = Option.text(
            "weight",
            "",
            "a column of numbers that says how much rows count in training; nothing is learnt from it itself");

    private final Optional<TableText> text;

    /** Reads files of separated values. */
    public CsvSource() {
        this(Optional.empty());
    }

    CsvSource(Optional<TableText> text) {
        this.text = text;
    }

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public String description() {
        return "A table with a column to predict; .csv or .csv.gz, in any dialect.";
    }

    @Override
    public List<Option<?>> options() {
        List<Option<?>> options = new ArrayList<>(List.of(PATH, TEST_PATH, LABEL, TASK, SHAPE));
        options.addAll(CsvDialect.OPTIONS);
        options.addAll(List.of(COLUMNS, CATEGORIES, NUMBERS, GROUP, TIME, WEIGHT));
        return List.copyOf(options);
    }

    @Override
    public boolean recognises(Path path) {
        String name = DataFile.plainName(path);
        return name.endsWith(".csv") || name.endsWith(".tsv");
    }

    private static boolean isLabel(Object value) {
        return value instanceof Long
                || value instanceof String
                || (value instanceof List<?> list
                        && !list.isEmpty()
                        && list.stream().allMatch(one -> one instanceof Long || one instanceof String));
    }

    private static boolean isShape(Object value) {
        return value instanceof List<?> sides
                ? (sides.size() == 1 || sides.size() == 3)
                        && sides.stream().allMatch(side -> side instanceof Long length && length > 0)
                : List.of("columns", "square", "auto").contains(value);
    }

    @Override
    public RawData open(DataRequest request) {
        Options options = request.options();
        Optional<Task> task = Optional.of(options.get(TASK))
                .filter(word -> !word.equals("auto"))
                .map(word -> Task.valueOf(word.toUpperCase(Locale.ROOT)));
        boolean numbers = task.or(request.use()::task).equals(Optional.of(Task.REGRESSION));
        Map<String, ColumnKind> kinds = kinds(options.get(COLUMNS));
        request.use()
                .prepared()
                .ifPresent(before -> before.columns().forEach(column -> kinds.put(column.name(), column.kind())));
        Path path = DataFile.resolve(request.folder(), options.get(PATH));
        List<String> labels = new ArrayList<>();
        TableFile file = TableReader.read(path, text, CsvDialect.of(options), (written, names) -> {
            labels.clear();
            labels.addAll(labels(options.get(LABEL), written, names, path));
            return forms(names, labels, numbers, kinds);
        });
        if (file.table().names().size() < 2) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "The rows of (%s) have (1) column, but a label and at least one feature are needed. Maybe %s.",
                    path,
                    text.isPresent()
                            ? "take a file with more columns"
                            : "the columns are separated by something else than a comma, semicolon, tab or pipe (option"
                                    + " separator)"));
        }
        TableRoles roles = new TableRoles(
                labels,
                task,
                request.use(),
                kinds,
                column(options.get(GROUP), "group", file.table()),
                column(options.get(TIME), "time", file.table()),
                column(options.get(WEIGHT), "weight", file.table()),
                CategoryForm.valueOf(options.get(CATEGORIES).toUpperCase(Locale.ROOT)),
                NumberForm.valueOf(options.get(NUMBERS).toUpperCase(Locale.ROOT)),
                Optional.of(file.dialect()),
                CsvDialect.of(options).missing());
        String testPath = options.get(TEST_PATH);
        @Nullable TableFile test =
                testPath.isEmpty() ? null : test(DataFile.resolve(request.folder(), testPath), file, roles, options);
        TableData data = TableData.of(
                file.table(), test == null ? null : test.table(), roles, CsvFindings.of(file, test, text.isEmpty()));
        long[] shape = shape(options.get(SHAPE), data.columns(), request.use().images(), path);
        return shape.length == 1 ? data : data.images(shape);
    }

    private static Map<String, ColumnKind> kinds(Map<String, Object> given) {
        List<String> known = List.of("number", "category", "yes_no", "date", "text", "tokens", "leave_out");
        Map<String, ColumnKind> kinds = new LinkedHashMap<>();
        given.forEach((name, word) -> {
            if (!known.contains(word)) {
                throw new OptionException(String.format(
                        Locale.ROOT,
                        "The option (columns) says that (%s) is (%s). Available: %s.%s",
                        name,
                        word,
                        String.join(", ", known),
                        DidYouMean.sentence(String.valueOf(word), known)));
            }
            kinds.put(name, ColumnKind.valueOf(String.valueOf(word).toUpperCase(Locale.ROOT)));
        });
        return kinds;
    }

    private static List<Form> forms(
            List<String> names, List<String> labels, boolean numbers, Map<String, ColumnKind> kinds) {
        return names.stream()
                .map(name -> {
                    if (labels.contains(name)) {
                        // Of several labels, each is a number, or yes and no.
                        return labels.size() > 1 ? Form.ANY : numbers ? Form.NUMBERS : Form.LABELS;
                    }
                    return kinds.containsKey(name) ? kinds.get(name).form() : Form.ANY;
                })
                .toList();
    }

    private static List<String> labels(Object given, List<String> written, List<String> names, Path file) {
        List<String> labels = new ArrayList<>();
        for (Object one : given instanceof List<?> several ? several : List.of(given)) {
            labels.add(one instanceof Long position ? at(position, names, file) : named(one, written, names, file));
        }
        return labels;
    }

    private static String at(long position, List<String> names, Path file) {
        long place = position < 0 ? names.size() + position : position;
        if (place < 0 || place >= names.size()) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "The option (label) is (%d), but (%s) has (%d) columns: 0 to %d, or -1 to -%d from the end.",
                    position,
                    file,
                    names.size(),
                    names.size() - 1,
                    names.size()));
        }
        return names.get((int) place);
    }

    private static String named(Object name, List<String> written, List<String> names, Path file) {
        List<String> known = written.stream().filter(one -> !one.isEmpty()).toList();
        long count = known.stream().filter(name::equals).count();
        if (count > 1) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "The option (label) is (%s), but (%d) columns of (%s) are called so. Maybe give its position, such as %d, or"
                            + " rename one of them.",
                    name,
                    count,
                    file,
                    written.indexOf(name)));
        }
        if (count == 0 && !names.contains(name)) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "The option (label) is (%s), but (%s) has %s%s Maybe give a position, such as -1.",
                    name,
                    file,
                    known.isEmpty() ? "no header with names." : "no such column. Available: " + Listing.of(known) + ".",
                    DidYouMean.sentence(String.valueOf(name), known)));
        }
        return String.valueOf(name);
    }

    private static Optional<String> column(String name, String option, Table table) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (!table.has(name)) {
            throw new DataException("The option (" + option + ") is (" + name + "), which is no column. Available: "
                    + Listing.of(table.names()) + "." + DidYouMean.sentence(name, table.names()));
        }
        return Optional.of(name);
    }

    /** The test file's rows; its columns are read as those of the training file. */
    private TableFile test(Path path, TableFile train, TableRoles roles, Options options) {
        Table known = train.table();
        TableFile test = TableReader.read(
                path,
                text,
                CsvDialect.ofTest(options, train.dialect()),
                (written, names) -> names.stream()
                        .map(name -> {
                            requireOnce(name, written, path, known);
                            if (!known.has(name)) {
                                return Form.ANY;
                            }
                            Form words = roles.labels().contains(name) ? Form.LABELS : Form.WORDS;
                            return known.column(name) instanceof WordColumn ? words : Form.NUMBERS;
                        })
                        .toList());
        for (String name : known.names()) {
            if (!test.table().has(name)) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "(%s) has no column (%s), which (%s) has. Available: %s.%s",
                        path,
                        name,
                        train.file(),
                        Listing.of(test.table().names()),
                        train.dialect().header() ? "" : " Maybe give both files a header."));
            }
        }
        return test;
    }

    /** Columns of the test file are found by their names, so a name that two have is none. */
    private static void requireOnce(String name, List<String> written, Path path, Table known) {
        if (known.has(name) && written.stream().filter(name::equals).count() > 1) {
            throw new DataException("Two columns of (" + path + ") are called (" + name
                    + "), so it isn't clear which one is meant. Maybe rename one of them.");
        }
    }

    private static long[] shape(Object wanted, int columns, boolean images, Path file) {
        int side = (int) Math.round(Math.sqrt(columns));
        boolean square = side > 1 && side * side == columns;
        if (wanted.equals("columns") || (wanted.equals("auto") && !(images && square))) {
            return new long[] {columns};
        }
        long[] shape = wanted instanceof List<?> sides
                ? sides.stream().mapToLong(length -> (Long) length).toArray()
                : new long[] {1, side, side};
        long values = 1;
        for (long length : shape) {
            values = Math.multiplyExact(values, length);
        }
        if (values != columns) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "The option (shape) is %s, which has (%d) values, but (%s) has (%d) feature columns.%s",
                    wanted,
                    values,
                    file,
                    columns,
                    square ? " Maybe [1, " + side + ", " + side + "]." : ""));
        }
        return shape;
    }
}
