package io.lanista.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.lanista.djl.train.Prediction;
import io.lanista.runtime.ExportedNetwork;
import io.lanista.runtime.NasRuntime;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Uses an exported network on new data. */
@Command(
        name = "predict",
        description = {
            "Predicts new data with an exported network, prepared as in training. A table's columns are found by their names.",
            "Prints a table with a column 'prediction' and, for classes, the probability of each as 'p:NAME'; for pictures with a"
                    + " column 'file' before. Of several yes or no labels, 'prediction' names those that are likely, with semicolons."
        },
        sortOptions = false)
final class PredictCommand implements Callable<Integer> {
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
            names = "--to",
            paramLabel = "FILE",
            description = "Where to write the table. Default: the standard output.")
    private @Nullable Path to;

    @Mixin
    private PluginFolders plugins = new PluginFolders();

    @Override
    public Integer call() throws IOException {
        PrintWriter notes = spec.commandLine().getErr();
        if (to != null && Files.exists(to) && Files.exists(data) && Files.isSameFile(to, data)) {
            throw new UserMistake("The option (--to) is (" + to
                    + "), which are the data that are predicted. Maybe name another file.");
        }
        if (to != null
                && to.toAbsolutePath()
                        .normalize()
                        .startsWith(winner.toAbsolutePath().normalize())) {
            throw new UserMistake("The option (--to) is (" + to + "), in the folder of the network (" + winner
                    + "), whose files are not to be changed. Maybe name a file beside it.");
        }
        boolean foreign = NewDataReader.isForPlugins(data);
        try (NasRuntime runtime = plugins.reading((ours, others) -> PluginFolders.provide(others, "layer type")
                        || (foreign && PluginFolders.provide(others, "data source")));
                ExportedNetwork network = runtime.open(winner)) {
            NewData predicted = new NewDataReader(network, RunCommand.sources(runtime), Optional.empty(), notes)
                    .read(data, System.in);
            if (to == null) {
                PrintWriter out = spec.commandLine().getOut();
                write(network, predicted, out);
                out.flush();
            } else {
                WholeFile.write(to, part -> {
                    try (Writer out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
                        write(network, predicted, out);
                    }
                });
                notes.println(predicted.predictions().length + " predictions are in " + to + ".");
                notes.flush();
            }
            return ExitCode.OK;
        }
    }

    private static void write(ExportedNetwork network, NewData predicted, Writer out) throws IOException {
        List<String> names = network.outputNames();
        boolean questions = network.prediction() == Prediction.CHANCES;
        boolean classes = questions || network.prediction() == Prediction.PROBABILITIES;
        boolean pictures = !predicted.files().isEmpty();
        int width = predicted.predictions().length == 0 ? 0 : predicted.predictions()[0].length;
        CsvWriter table = CsvWriter.builder().build(out);
        List<String> header = new ArrayList<>(pictures ? List.of("file") : List.of());
        if (classes) {
            header.add("prediction");
            names.forEach(name -> header.add("p:" + name));
        } else {
            for (int i = 0; i < width; i++) {
                header.add(width == 1 ? "prediction" : "prediction:" + (i < names.size() ? names.get(i) : i + 1));
            }
        }
        table.writeRecord(header);
        for (int row = 0; row < predicted.predictions().length; row++) {
            float[] numbers = predicted.predictions()[row];
            List<String> cells = new ArrayList<>();
            if (pictures) {
                cells.add(predicted.files().get(row).toString());
            }
            if (classes) {
                cells.add(questions ? yes(names, numbers) : names.get(ExportedNetwork.highest(numbers)));
            }
            for (float number : numbers) {
                cells.add(Float.toString(number));
            }
            table.writeRecord(cells);
        }
        table.flush();
    }

    /** The questions that are answered by yes. */
    private static String yes(List<String> names, float... chances) {
        return IntStream.range(0, chances.length)
                .filter(question -> chances[question] >= 0.5f)
                .mapToObj(names::get)
                .collect(Collectors.joining(";"));
    }
}
