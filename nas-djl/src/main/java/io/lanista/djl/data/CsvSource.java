package io.lanista.djl.data;

import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Tables of numbers with a label column, compressed with gzip or not; with a shape, images. */
final class CsvSource implements DataSource {
    /** More different whole numbers than this are taken for numbers to predict, not for classes. */
    private static final int MOST_CLASSES = 100;

    private static final Set<String> MISSING = Set.of("", "?", "na", "n/a", "nan", "null", "none");

    private static final Option<String> PATH = Option.requiredText("path", "the file, .csv or .csv.gz");
    private static final Option<String> TEST_PATH =
            Option.text("test_path", "", "a second file with the test examples, if they are apart");
    private static final Option<Object> LABEL = Option.either(
            "label",
            -1L,
            "a column's name, or its position: 0, 1, … or from the end -1, -2, …",
            value -> value instanceof Long || value instanceof String,
            "the column to predict; the last by default");
    private static final Option<String> HEADER = Option.oneOf(
            "header",
            List.of("auto", "yes", "no"),
            "whether the first row has names; auto looks for words above numbers");
    private static final Option<Object> SHAPE = Option.either(
            "shape",
            "columns",
            "a list such as [1, 8, 8] (channels, height, width), the word columns, or auto for a square one-channel image",
            CsvSource::isShape,
            "what one example looks like");
    private static final Option<String> TASK = Option.oneOf(
            "task",
            List.of("auto", "classification", "regression"),
            "what to predict; auto takes words and at most " + MOST_CLASSES + " different whole numbers for classes");

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(PATH, TEST_PATH, LABEL, HEADER, SHAPE, TASK);
    }

    @Override
    public DataParts load(Options options, Path folder) {
        CsvTable train = table(options, DataFile.resolve(folder, options.get(PATH)));
        long[] shape = shape(options.get(SHAPE), train);
        boolean classes = isClassification(options.get(TASK), train);
        List<String> names = classes ? classNames(train.labels()) : List.of();
        String testPath = options.get(TEST_PATH);
        if (testPath.isEmpty()) {
            return DataParts.of(dataSet(train, shape, names));
        }
        CsvTable test = table(options, DataFile.resolve(folder, testPath));
        if (test.columns() != train.columns()) {
            throw new DataException(String.format(
                    "(%s) has (%d) feature columns, but (%s) has (%d).",
                    test.file(), test.columns(), train.file(), train.columns()));
        }
        return new DataParts(dataSet(train, shape, names), dataSet(test, shape, names));
    }

    /** Whether a cell stands for a value that isn't known. */
    static boolean isMissing(String cell) {
        return MISSING.contains(cell.toLowerCase(Locale.ROOT));
    }

    private static CsvTable table(Options options, Path file) {
        return CsvTable.read(file, options.get(HEADER), options.get(LABEL));
    }

    private static boolean isShape(Object value) {
        return value instanceof List<?> sides
                ? (sides.size() == 1 || sides.size() == 3)
                        && sides.stream().allMatch(side -> side instanceof Long length && length > 0)
                : value.equals("columns") || value.equals("auto");
    }

    private static long[] shape(Object wanted, CsvTable table) {
        long[] shape = {table.columns()};
        int side = (int) Math.round(Math.sqrt(table.columns()));
        if (wanted instanceof List<?> sides) {
            shape = sides.stream().mapToLong(length -> (Long) length).toArray();
        } else if (wanted.equals("auto") && side > 1 && side * side == table.columns()) {
            shape = new long[] {1, side, side};
        }
        long values = 1;
        for (long length : shape) {
            values = Math.multiplyExact(values, length);
        }
        if (values != table.columns()) {
            throw new DataException(String.format(
                    "The option (shape) is %s, which has (%d) values, but (%s) has (%d) feature columns.%s",
                    wanted,
                    values,
                    table.file(),
                    table.columns(),
                    side * side == table.columns() ? " Maybe [1, " + side + ", " + side + "]." : ""));
        }
        return shape;
    }

    private static boolean isClassification(String task, CsvTable table) {
        if (!task.equals("auto")) {
            return task.equals("classification");
        }
        Set<String> different = new TreeSet<>();
        for (String label : table.labels()) {
            if (!CsvTable.isNumber(label)) {
                return true;
            }
            different.add(className(label));
            if (different.size() > MOST_CLASSES || !isWhole(label)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWhole(String label) {
        double value = Double.parseDouble(label);
        return value == Math.rint(value) && Math.abs(value) < 1e15;
    }

    /** One name for all ways of writing a whole number: {@code 3} and {@code 3.0} are one class. */
    private static String className(String label) {
        return CsvTable.isNumber(label) && isWhole(label)
                ? Long.toString(Math.round(Double.parseDouble(label)))
                : label;
    }

    /** All classes: by number if all are numbers, else by name. */
    private static List<String> classNames(List<String> labels) {
        List<String> names = new ArrayList<>(
                new TreeSet<>(labels.stream().map(CsvSource::className).toList()));
        if (names.stream().allMatch(CsvTable::isNumber)) {
            names.sort(Comparator.comparingDouble(Double::parseDouble));
        }
        return names;
    }

    private static DataSet dataSet(CsvTable table, long[] shape, List<String> names) {
        return names.isEmpty() ? regression(table, shape) : classification(table, shape, names);
    }

    private static DataSet regression(CsvTable table, long[] shape) {
        float[] targets = new float[table.labels().size()];
        for (int row = 0; row < targets.length; row++) {
            String label = table.labels().get(row);
            if (!CsvTable.isNumber(label)) {
                throw new DataException(String.format(
                        "The label in line (%d) of (%s) is (%s), but must be a number for regression."
                                + " Maybe the option (task) should be classification.",
                        table.lines()[row], table.file(), label));
            }
            targets[row] = Float.parseFloat(label);
        }
        return DataSet.regression(shape, table.features(), targets, 1);
    }

    private static DataSet classification(CsvTable table, long[] shape, List<String> names) {
        if (names.size() < 2) {
            throw new DataException(String.format(
                    "The label column of (%s) has one value (%s) only, so there is nothing to learn."
                            + " Maybe another column holds the label (option label).",
                    table.file(), names.get(0)));
        }
        Map<String, Integer> numbers = new HashMap<>();
        for (String name : names) {
            numbers.put(name, numbers.size());
        }
        int[] labels = new int[table.labels().size()];
        for (int row = 0; row < labels.length; row++) {
            Integer number = numbers.get(className(table.labels().get(row)));
            if (number == null) {
                throw new DataException(String.format(
                        "The label in line (%d) of (%s) is (%s), which the training file doesn't have. Available: %s.",
                        table.lines()[row], table.file(), table.labels().get(row), String.join(", ", names)));
            }
            labels[row] = number;
        }
        return DataSet.classification(shape, names, table.features(), labels);
    }
}
