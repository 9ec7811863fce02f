package io.lanista.runtime.draft;

import io.lanista.api.option.Option;
import io.lanista.api.option.OptionException;
import io.lanista.api.trial.DataDescription;
import io.lanista.djl.data.DataChoice;
import io.lanista.djl.data.DataSources;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.data.DataUse;
import io.lanista.djl.data.ImageSizesException;
import io.lanista.djl.data.Task;
import io.lanista.djl.file.DataFile;
import io.lanista.djl.table.ColumnKind;
import io.lanista.djl.table.DatePreparation;
import io.lanista.djl.table.Form;
import io.lanista.djl.table.Listing;
import io.lanista.djl.table.Table;
import io.lanista.djl.table.TableOptions;
import io.lanista.djl.table.TablePreparation;
import io.lanista.djl.table.TableReader;
import io.lanista.djl.table.TokenPreparation;
import io.lanista.djl.table.WordColumn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be known of data before an experiment is proposed.
 *
 * @param source that reads them
 * @param options of the source, as an experiment file has them
 * @param split how they are cut by default
 * @param time the column of dates by which the rows of the table are ordered, if there is one
 */
record DataLook(String source, Map<String, Object> options, DataSplit split, Optional<String> time) {
    private static final Logger LOG = LoggerFactory.getLogger(DataLook.class);
    private static final String TABLE = "csv";
    private static final String SERIES = "series";
    private static final double NEARLY_ALL = 0.98;
    private static final int ENOUGH = 50;
    private static final int TIMES_THE_WINDOW = 10;
    private static final int LEAST_SIDE = 16;
    private static final int MOST_SIDE = 64;
    private static final int STEP = 8;

    /** What a request says by itself, by the option's name. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "path", "the data are named by themselves",
            "source", "it follows from the data",
            "label", "the label is told by itself",
            "test_path", "the test data are told by themselves");

    static DataLook at(DraftRequest request, DataSources sources) {
        DataChoice choice = sources.infer(request.data());
        Map<String, Object> options = new LinkedHashMap<>(choice.options());
        request.label().ifPresent(label -> options.put("label", named(label)));
        request.test()
                .ifPresent(test -> options.put(
                        "test_path", test.toAbsolutePath().normalize().toString()));
        if (sources.options(choice.source()).stream()
                .anyMatch(option -> option.name().equals("numbers"))) {
            options.put("numbers", "quantile");
        }
        Map<String, Object> given = listed(request.options(), sources.options(choice.source()));
        refuseOthers(given);
        options.putAll(given);
        Path folder = Path.of("").toAbsolutePath();
        DataSplit split = split(choice.source(), options, sources, folder);
        if (!given.containsKey("numbers") && split.table().stream().allMatch(table -> table.numbers() == 0)) {
            options.remove("numbers");
        }
        Optional<String> time = split.table().isPresent() && request.test().isEmpty() && !options.containsKey("group")
                ? order(choice.source(), options, split, sources)
                        .filter(column -> column.equals(options.getOrDefault("time", column)))
                : Optional.empty();
        if (time.isPresent() && !isCut(given) && choice.source().equals(TABLE) && isSeries(split)) {
            if (!given.containsKey("numbers")) {
                options.remove("numbers");
            }
            options.put("label", split.table().get().labels().get(0));
            options.put("time", time.get());
            options.put("window", window(rows(split)));
            DataSplit windows = sources.load(new DataChoice(SERIES, options), folder, DataUse.ANY);
            return new DataLook(SERIES, options, windows, Optional.empty());
        }
        return new DataLook(choice.source(), options, split, isCut(options) ? Optional.empty() : time);
    }

    private static void refuseOthers(Map<String, Object> given) {
        ELSEWHERE.forEach((name, how) -> {
            if (given.containsKey(name)) {
                throw new OptionException("The option (" + name + ") is set among the options of the data, and " + how
                        + ". Maybe leave it out there.");
            }
        });
    }

    /** What is given for a list may be its only member. */
    private static Map<String, Object> listed(Map<String, Object> given, List<Option<?>> known) {
        Map<String, Object> options = new LinkedHashMap<>(given);
        for (Option<?> option : known) {
            if (option.defaultValue() instanceof List<?>) {
                options.computeIfPresent(
                        option.name(), (name, value) -> value instanceof List<?> ? value : List.of(value));
            }
        }
        return options;
    }

    /** Images of several sizes get one that a small network reads quickly. */
    private static DataSplit split(String source, Map<String, Object> options, DataSources sources, Path folder) {
        try {
            return sources.load(new DataChoice(source, options), folder, DataUse.ANY);
        } catch (ImageSizesException e) {
            options.put("size", Math.max(LEAST_SIDE, Math.min(MOST_SIDE, e.shortestSide() / STEP * STEP)));
            return sources.load(new DataChoice(source, options), folder, DataUse.ANY);
        }
    }

    private static int rows(DataSplit split) {
        return split.train().size() + split.validation().size() + split.test().size();
    }

    /** As many steps as the series has at least ten times over. */
    private static int window(int steps) {
        return IntStream.of(96, 48, 24)
                .filter(window -> steps >= TIMES_THE_WINDOW * window)
                .findFirst()
                .orElse(12);
    }

    /** What is found in the data if they are read and cut as some options say. */
    DataDescription described(Map<String, Object> proposed, DataSources sources) {
        Map<String, Object> others = new LinkedHashMap<>(proposed);
        others.remove("source");
        return !isTable() || others.equals(options)
                ? split.description()
                : sources.load(new DataChoice(source, others), Path.of("").toAbsolutePath(), DataUse.ANY)
                        .description();
    }

    /** Numbers over time, and nothing else: then the next ones are to be predicted. */
    private static boolean isSeries(DataSplit split) {
        return split.task() == Task.REGRESSION
                && split.table().orElseThrow().columns().stream()
                        .allMatch(column -> column.kind() == ColumnKind.NUMBER || column.kind() == ColumnKind.DATE);
    }

    boolean isSeries() {
        return source.equals(SERIES);
    }

    /** How many codes a text's words have; empty if the data are no texts. */
    OptionalInt vocabulary() {
        return split.table().stream()
                .flatMap(table -> table.columns().stream())
                .filter(TokenPreparation.class::isInstance)
                .mapToInt(column -> ((TokenPreparation) column).codes())
                .findFirst();
    }

    /** Several labels have commas between them. */
    private static Object named(String label) {
        return label.contains(",")
                ? Stream.of(label.split(","))
                        .map(String::strip)
                        .map(DataLook::position)
                        .toList()
                : position(label);
    }

    /** A position may be written for a column without a name. */
    private static Object position(String label) {
        return label.matches("-?\\d{1,6}") ? (Object) Long.valueOf(label) : label;
    }

    /** The first column of dates in whose order the rows stand. */
    private static Optional<String> order(
            String source, Map<String, Object> options, DataSplit split, DataSources sources) {
        TablePreparation known = split.table().orElseThrow();
        List<String> dates = known.columns().stream()
                .filter(column -> column.kind() == ColumnKind.DATE)
                .map(column -> column.name())
                .toList();
        if (dates.isEmpty()) {
            return Optional.empty();
        }
        Path file = Path.of(String.valueOf(options.get("path")));
        Optional<Table> table = source.equals(TABLE)
                ? Optional.of(rows(file, known))
                : again(file, options, sources, new DataUse(Optional.of(split.task()), false, Optional.of(known)));
        return table.flatMap(rows -> dates.stream()
                .filter(rows::has)
                .filter(name ->
                        rows.column(name) instanceof WordColumn words && isOrdered(DatePreparation.days(name, words)))
                .findFirst());
    }

    /** The rows in their order, if their source gives them a second time. An order is a proposal only: it is worth no failure. */
    private static Optional<Table> again(Path file, Map<String, Object> options, DataSources sources, DataUse use) {
        Map<String, Object> own = new LinkedHashMap<>(options);
        own.remove("path");
        DataSources.splitting().forEach(option -> own.remove(option.name()));
        try {
            return sources.examples(file, own, use).table();
        } catch (RuntimeException e) {
            LOG.debug("The order of the rows of ({}) is not known.", file, e);
            return Optional.empty();
        }
    }

    private static Table rows(Path file, TablePreparation known) {
        DataFile.requireFile(file);
        Map<String, Form> forms = new HashMap<>();
        known.columns().forEach(column -> forms.put(column.name(), column.kind().form()));
        return TableReader.read(
                        file,
                        known.dialect()
                                .map(dialect -> TableOptions.as(dialect, known.missing()))
                                .orElseGet(TableOptions::none),
                        (written, names) -> names.stream()
                                .map(name -> forms.getOrDefault(name, Form.WORDS))
                                .toList())
                .table();
    }

    private static boolean isOrdered(double... days) {
        int steps = 0;
        int forward = 0;
        for (int row = 1; row < days.length; row++) {
            if (!Double.isNaN(days[row]) && !Double.isNaN(days[row - 1]) && days[row] != days[row - 1]) {
                steps++;
                forward += days[row] > days[row - 1] ? 1 : 0;
            }
        }
        return steps >= ENOUGH && forward >= NEARLY_ALL * steps;
    }

    /** Whether folds would contradict what is told or was found. */
    boolean isCut() {
        return time.isPresent() || options.containsKey("validation") || isCut(options);
    }

    /** Whether options say how the examples are cut, in a way that leaves no room for an order of time. */
    private static boolean isCut(Map<String, Object> options) {
        return options.containsKey("time")
                || Boolean.TRUE.equals(options.get("all_data"))
                || options.get("validation") instanceof Map<?, ?>;
    }

    boolean isTable() {
        return split.shape().length == 1;
    }

    boolean isClassification() {
        return split.task() == Task.CLASSIFICATION;
    }

    /** Several labels, each of which is yes or no. */
    boolean isMultilabel() {
        int labels = split.outputSize();
        return !isClassification()
                && labels > 1
                && IntStream.range(0, labels * split.train().size())
                        .mapToDouble(place -> split.train().target(place / labels, place % labels))
                        .allMatch(answer -> answer == 0 || answer == 1);
    }

    /** The evaluator that suits what is to be predicted. */
    String evaluator() {
        return isClassification() ? "classification" : isMultilabel() ? "multilabel" : "regression";
    }

    /** How many examples there are to develop with: to train and to validate. */
    int developed() {
        return split.train().size() + split.validation().size();
    }

    /** The share of the most frequent class. */
    double largestClass() {
        int[] counts = split.train().classCounts();
        int most = 0;
        for (int count : counts) {
            most = Math.max(most, count);
        }
        return (double) most / split.train().size();
    }

    /**
     * The columns by their kinds, a line each: with the share of cells that are missing, and why some are left out.
     *
     * @param description of the data, as the proposal reads them
     */
    List<String> columns(DataDescription description) {
        if (isSeries() || split.table().isEmpty()) {
            return List.of();
        }
        Map<String, List<String>> byKind = new LinkedHashMap<>();
        for (ColumnKind kind : ColumnKind.values()) {
            profiles(description)
                    .filter(profile -> kind.word().equals(profile.get("kind")))
                    .forEach(profile -> byKind.computeIfAbsent(
                                    (kind.isUsed() ? kind : ColumnKind.LEAVE_OUT).word(), word -> new ArrayList<>())
                            .add(listed(
                                    profile, kind, number(description.details().get("rows")))));
        }
        return byKind.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
                .toList();
    }

    private static Stream<Map<?, ?>> profiles(DataDescription description) {
        return description.details().get("columns") instanceof List<?> list
                ? list.stream().filter(Map.class::isInstance).map(profile -> (Map<?, ?>) profile)
                : Stream.of();
    }

    private static String listed(Map<?, ?> profile, ColumnKind kind, double rows) {
        String name = Listing.shortened(String.valueOf(profile.get("name")));
        Object why = profile.get("why");
        if (!kind.isUsed()) {
            String reason =
                    why == null ? kind.word() : kind == ColumnKind.ID ? kind.word() + ": " + why : why.toString();
            return name + " (" + reason + ")";
        }
        double missing = 100 * number(profile.get("missing")) / rows;
        return missing == 0
                ? name
                : name
                        + (missing < 0.1
                                ? " (under 0.1 % missing)"
                                : String.format(
                                        Locale.ROOT,
                                        missing < 10 ? " (%.1f %% missing)" : " (%.0f %% missing)",
                                        missing));
    }

    private static double number(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : 0;
    }
}
