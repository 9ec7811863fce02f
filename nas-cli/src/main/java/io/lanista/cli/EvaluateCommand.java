package io.lanista.cli;

import io.lanista.djl.data.NewExamples;
import io.lanista.djl.file.DataFile;
import io.lanista.djl.metric.ClassScoring;
import io.lanista.djl.metric.Interval;
import io.lanista.djl.metric.MultilabelScoring;
import io.lanista.djl.metric.NumberScoring;
import io.lanista.djl.table.Column;
import io.lanista.djl.table.Listing;
import io.lanista.djl.table.NumberColumn;
import io.lanista.djl.table.WordColumn;
import io.lanista.djl.table.YesNoPreparation;
import io.lanista.djl.train.Prediction;
import io.lanista.runtime.ExportedNetwork;
import io.lanista.runtime.NasRuntime;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures an exported network on data whose answers are known. */
@Command(
        name = "evaluate",
        description =
                "Measures an exported network on data whose answers are known: a table with the column that was predicted, a"
                        + " folder with a folder of pictures for each class, or images with their labels beside them. Prints each metric with its 95 %% interval and, for"
                        + " classes, how often each was taken for each.",
        sortOptions = false)
final class EvaluateCommand implements Callable<Integer> {
    private static final int MOST_CLASSES = 20;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "WINNER", description = "A folder that 'nas export' wrote.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path winner;

    @Parameters(index = "1", paramLabel = "DATA", description = NewDataReader.FORMS)
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path data;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description =
                    "The labels of images in MNIST's format. Default: the file beside them that is named like them.")
    private @Nullable Path labels;

    @Option(names = "--json", description = "Print it as one JSON object.")
    private boolean json;

    @Mixin
    private PluginFolders plugins = new PluginFolders();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (NasRuntime runtime = PluginsCommand.open(plugins.all());
                ExportedNetwork network = runtime.open(winner)) {
            NewData predicted = new NewDataReader(
                            network,
                            RunCommand.sources(runtime),
                            Optional.ofNullable(labels),
                            spec.commandLine().getErr())
                    .read(data, System.in);
            if (network.prediction() == Prediction.PROBABILITIES) {
                classes(network, predicted, out);
            } else {
                numbers(network, predicted, out);
            }
            out.flush();
            return ExitCode.OK;
        }
    }

    private void classes(ExportedNetwork network, NewData predicted, PrintWriter out) {
        List<String> names = network.outputNames();
        List<@Nullable String> answers = answers(network, predicted);
        int[] known = IntStream.range(0, answers.size())
                .filter(row -> answers.get(row) != null)
                .toArray();
        int[] numbers = Arrays.stream(known)
                .map(row -> number(Objects.requireNonNull(answers.get(row)), names))
                .toArray();
        requireSome(known.length, answers.size());
        ClassScoring scoring = ClassScoring.of(
                Arrays.stream(known)
                        .mapToObj(row -> predicted.predictions()[row])
                        .toArray(float[][]::new),
                numbers);
        if (json) {
            Map<String, Object> tree = tree(known.length, scoring.metrics(), scoring.intervals());
            Map<String, Object> f1 = new LinkedHashMap<>();
            double[] byClass = scoring.f1ByClass();
            IntStream.range(0, byClass.length)
                    .filter(one -> !Double.isNaN(byClass[one]))
                    .forEach(one -> f1.put(names.get(one), byClass[one]));
            tree.put("f1_by_class", f1);
            tree.put("classes", names);
            tree.put(
                    "confusion",
                    Arrays.stream(scoring.confusion())
                            .map(row -> Arrays.stream(row).boxed().toList())
                            .toList());
            out.println(ResultJson.write(tree));
            return;
        }
        print(known.length, scoring.metrics(), scoring.intervals(), out);
        if (names.size() <= MOST_CLASSES) {
            confusion(names, scoring, out);
        }
    }

    private List<@Nullable String> answers(ExportedNetwork network, NewData predicted) {
        if (predicted.table().isPresent()) {
            return words(network, predicted);
        } else if (predicted.arrays().isEmpty()) {
            return folders(predicted.files(), network.outputNames());
        }
        NewExamples examples = predicted.arrays().get();
        IntFunction<String> classes = examples.classes().orElseThrow(EvaluateCommand::unanswered);
        List<@Nullable String> answers = new ArrayList<>();
        IntStream.range(0, examples.size()).mapToObj(classes).forEach(answers::add);
        return answers;
    }

    private static UserMistake unanswered() {
        return new UserMistake(
                "There are no answers to compare with beside the examples. Maybe they are labels that lie"
                        + " elsewhere: --labels FILE.");
    }

    private static void confusion(List<String> names, ClassScoring scoring, PrintWriter out) {
        List<String> titles = new ArrayList<>(List.of("IS \\ PREDICTED"));
        names.forEach(name -> titles.add(Listing.shortened(name)));
        titles.add("F1");
        Table table = new Table(titles.toArray(String[]::new));
        double[] f1 = scoring.f1ByClass();
        int[][] counts = scoring.confusion();
        for (int one = 0; one < counts.length; one++) {
            List<String> cells = new ArrayList<>(List.of(Listing.shortened(names.get(one))));
            Arrays.stream(counts[one]).mapToObj(Integer::toString).forEach(cells::add);
            cells.add(Double.isNaN(f1[one]) ? "-" : RunPrinter.number(f1[one]));
            table.row(cells.toArray(String[]::new));
        }
        out.println();
        table.print(out);
    }

    private void numbers(ExportedNetwork network, NewData predicted, PrintWriter out) {
        double[][] answers = numbers(network, predicted);
        int[] known = IntStream.range(0, answers.length)
                .filter(row -> Arrays.stream(answers[row]).noneMatch(Double::isNaN))
                .toArray();
        requireSome(known.length, answers.length);
        int targets = predicted.predictions()[0].length;
        double[] actual = new double[known.length * targets];
        double[] guessed = new double[actual.length];
        for (int i = 0; i < known.length; i++) {
            for (int target = 0; target < targets; target++) {
                actual[i * targets + target] = answers[known[i]][target];
                guessed[i * targets + target] = predicted.predictions()[known[i]][target];
            }
        }
        Map<String, Map<String, Double>> each = new LinkedHashMap<>();
        for (int target = 0; target < targets && targets > 1; target++) {
            int place = target;
            double[] own = IntStream.range(0, known.length)
                    .mapToDouble(i -> actual[i * targets + place])
                    .toArray();
            double[] answered = IntStream.range(0, known.length)
                    .mapToDouble(i -> guessed[i * targets + place])
                    .toArray();
            List<String> names = network.outputNames();
            each.put(
                    target < names.size() ? names.get(target) : String.valueOf(target + 1),
                    network.prediction() == Prediction.CHANCES
                            ? new MultilabelScoring(1, own, answered).metrics()
                            : new NumberScoring(1, own, answered, 0.5).metrics());
        }
        if (network.prediction() == Prediction.CHANCES) {
            MultilabelScoring scoring = new MultilabelScoring(targets, actual, guessed);
            told(known.length, scoring.metrics(), scoring.intervals(), each, out);
        } else {
            NumberScoring scoring = new NumberScoring(targets, actual, guessed, 0.5);
            told(known.length, scoring.metrics(), scoring.intervals(), each, out);
        }
    }

    /** The numbers that are wanted of each example. */
    private static double[][] numbers(ExportedNetwork network, NewData predicted) {
        if (predicted.arrays().isPresent()) {
            NewExamples examples = predicted.arrays().get();
            IntFunction<double[]> numbers = examples.numbers().orElseThrow(EvaluateCommand::unanswered);
            return IntStream.range(0, examples.size()).mapToObj(numbers).toArray(double[][]::new);
        }
        io.lanista.djl.table.Table table =
                predicted.table().orElseThrow(() -> new UserMistake("Pictures have no numbers to compare with."));
        List<double[]> columns = network.outputNames().stream()
                .map(name -> values(name, table.column(name)))
                .toList();
        return IntStream.range(0, table.size())
                .mapToObj(row ->
                        columns.stream().mapToDouble(column -> column[row]).toArray())
                .toArray(double[][]::new);
    }

    /** All together, and of several labels each by itself, whose numbers have units of their own. */
    private void told(
            int known,
            Map<String, Double> metrics,
            Map<String, Interval> intervals,
            Map<String, Map<String, Double>> each,
            PrintWriter out) {
        if (json) {
            Map<String, Object> tree = tree(known, metrics, intervals);
            if (!each.isEmpty()) {
                tree.put("by_label", each);
            }
            out.println(ResultJson.write(tree));
            return;
        }
        print(known, metrics, intervals, out);
        if (!each.isEmpty()) {
            List<String> titles = new ArrayList<>(List.of("LABEL"));
            each.values().iterator().next().keySet().forEach(metric -> titles.add(metric.toUpperCase(Locale.ROOT)));
            Table table = new Table(titles.toArray(String[]::new));
            each.forEach((label, own) -> {
                List<String> cells = new ArrayList<>(List.of(Listing.shortened(label)));
                own.values().forEach(value -> cells.add(RunPrinter.number(value)));
                table.row(cells.toArray(String[]::new));
            });
            out.println();
            table.print(out);
        }
    }

    private static double[] values(String name, Column column) {
        if (column instanceof NumberColumn numbers) {
            return IntStream.range(0, numbers.size())
                    .mapToDouble(numbers::value)
                    .toArray();
        }
        return YesNoPreparation.answers((WordColumn) column)
                .map(answers -> values(name, answers))
                .orElseThrow(() -> new UserMistake("The column (" + name + ") must have numbers, and has words."));
    }

    private static List<@Nullable String> words(ExportedNetwork network, NewData predicted) {
        String label = network.table().orElseThrow().labels().get(0);
        Column column = predicted.table().orElseThrow().column(label);
        List<@Nullable String> words = new ArrayList<>();
        for (int row = 0; row < column.size(); row++) {
            if (column.isMissing(row)) {
                words.add(null);
            } else if (column instanceof WordColumn known) {
                words.add(known.words().get(known.code(row)));
            } else {
                words.add(Listing.plain(((NumberColumn) column).value(row)));
            }
        }
        return words;
    }

    /** The classes that folders are called, and a word about those that are divided as for a training. */
    private List<@Nullable String> folders(List<Path> files, List<String> names) {
        List<@Nullable String> classes = new ArrayList<>();
        Set<Path> around = new TreeSet<>();
        for (Path file : files) {
            Path folder = classFolder(file, names);
            classes.add(folder == null ? null : DataFile.name(folder));
            if (folder != null && folder.getParent() != null) {
                around.add(folder.getParent());
            }
        }
        if (around.size() > 1) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("Note: pictures of several folders with classes count alike: "
                    + Listing.of(around.stream().map(DataFile::name).toList())
                    + ". Maybe name one of them: a network knows those that it was trained on.");
            err.flush();
        }
        return classes;
    }

    /** The innermost folder that is called like a class, within the data; else the one that the file is in. */
    private @Nullable Path classFolder(Path file, List<String> names) {
        Path outermost = data.toAbsolutePath().normalize();
        Path own = file.toAbsolutePath().normalize().getParent();
        for (Path folder = own; folder != null && folder.startsWith(outermost); folder = folder.getParent()) {
            if (names.contains(DataFile.name(folder))) {
                return folder;
            }
        }
        return own;
    }

    /** The place of a class. Formats of files write true and false in different cases. */
    static int number(String label, List<String> names) {
        int number = names.indexOf(label);
        if (number < 0 && (label.equalsIgnoreCase("true") || label.equalsIgnoreCase("false"))) {
            int[] alike = IntStream.range(0, names.size())
                    .filter(place -> names.get(place).equalsIgnoreCase(label))
                    .toArray();
            number = alike.length == 1 ? alike[0] : number;
        }
        if (number < 0) {
            throw new UserMistake("The class (" + Listing.shortened(label)
                    + ") is none that the network knows. Available: " + Listing.of(names) + ".");
        }
        return number;
    }

    private static void requireSome(int known, int all) {
        if (known == 0) {
            throw new UserMistake(
                    "None of the (" + all + ") examples has a known answer, so there is nothing to measure.");
        }
    }

    private static Map<String, Object> tree(
            int examples, Map<String, Double> metrics, Map<String, Interval> intervals) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("examples", examples);
        tree.put("metrics", metrics);
        Map<String, Object> ends = new LinkedHashMap<>();
        intervals.forEach((name, interval) -> ends.put(name, List.of(interval.low(), interval.high())));
        tree.put("intervals", ends);
        return tree;
    }

    private static void print(
            int examples, Map<String, Double> metrics, Map<String, Interval> intervals, PrintWriter out) {
        out.println(examples + " examples.");
        Table table = new Table("METRIC", "VALUE", "95 % INTERVAL");
        metrics.forEach((name, value) -> {
            Interval interval = intervals.get(name);
            table.row(
                    name,
                    RunPrinter.number(value),
                    interval == null
                            ? "-"
                            : RunPrinter.number(interval.low()) + " to " + RunPrinter.number(interval.high()));
        });
        table.print(out);
    }
}
