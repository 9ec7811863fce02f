package io.lanista.cli;

import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import io.lanista.api.space.InfeasibleException;
import io.lanista.api.space.SearchSpace;
import io.lanista.base.random.Seeds;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.train.Latency;
import io.lanista.djl.train.LayerLatencies;
import io.lanista.djl.train.TrainedNetwork;
import io.lanista.layer.LayerUse;
import io.lanista.layer.ModelAnalysis;
import io.lanista.onnx.InputPart;
import io.lanista.onnx.graph.OnnxModel;
import io.lanista.onnx.runtime.OnnxArray;
import io.lanista.onnx.runtime.OnnxRuntime;
import io.lanista.onnx.runtime.OnnxSession;
import io.lanista.runtime.NasRuntime;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures networks on this machine. */
@Command(
        name = "measure",
        description = "Measures networks on this machine: how long they take.",
        synopsisSubcommandLabel = "COMMAND")
final class MeasureCommand {
    /** Stands for the number of outputs that the data decide. */
    private static final int OUTPUTS = 10;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Command(
            name = "latency",
            description = {
                "Of an exported network: how long a pass takes, beside a small reference network; in ONNX Runtime too, where"
                        + " that and model.onnx are at hand.",
                "Of a space: makes a table of how long its layers take, for the evaluators' option 'latency_table', and"
                        + " says how well the table predicts whole networks."
            })
    int latency(
            @Mixin PluginFolders folders,
            @Parameters(
                            paramLabel = "EXPORT|SPACE",
                            description =
                                    "The folder of an export; or the name of a space, or a file that describes one.")
                    String target,
            @Option(names = "--to", paramLabel = "CSV", description = "The table to write, of a space.")
                    Optional<Path> to,
            @Option(
                            names = "--samples",
                            paramLabel = "N",
                            converter = CountConverter.class,
                            defaultValue = "30",
                            description = "How many architectures of the space are drawn to find its layers"
                                    + " (default: ${DEFAULT-VALUE}).")
                    int samples,
            @Option(
                            names = "--check",
                            paramLabel = "N",
                            converter = CountConverter.class,
                            defaultValue = "8",
                            description = "How many of them are measured whole, to compare predictions with"
                                    + " (default: ${DEFAULT-VALUE}).")
                    int check,
            @Option(
                            names = "--batch",
                            paramLabel = "N",
                            converter = CountConverter.class,
                            defaultValue = "1",
                            description = "Examples in one pass (default: ${DEFAULT-VALUE}).")
                    int batch,
            @Option(names = "--json", description = "Print one JSON object.") boolean json)
            throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (NasRuntime runtime = PluginsCommand.open(folders.all())) {
            Map<String, Object> result = Files.isDirectory(Path.of(target))
                    ? ofExport(runtime, Path.of(target), batch)
                    : ofSpace(runtime, target, to, samples, check, batch, json ? quiet() : out);
            if (json) {
                out.println(ResultJson.write(result));
            } else {
                result.forEach((name, value) -> out.println(name + ": "
                        + (value instanceof Double number ? String.format(Locale.ROOT, "%.4f", number) : value)));
            }
        }
        out.flush();
        return ExitCode.OK;
    }

    private static PrintWriter quiet() {
        return new PrintWriter(Writer.nullWriter());
    }

    private static Map<String, Object> ofExport(NasRuntime runtime, Path export, int batch) throws IOException {
        try (TrainedNetwork network = runtime.load(export)) {
            Latency latency = network.latency(batch);
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("latency_ms", latency.millis());
            result.put("latency_spread", latency.spread());
            result.put("latency_ratio", latency.ratio());
            if (Files.isRegularFile(export.resolve(OnnxModel.FILE))
                    && network.inputShape().rank() > 1) {
                OnnxRuntime.find().ifPresent(onnx -> onnx(onnx, export, network.inputShape(), batch, result));
            }
            return result;
        }
    }

    /** The same network in ONNX Runtime, where both are at hand. Models of tables take raw cells, and are left out. */
    private static void onnx(OnnxRuntime onnx, Path export, Shape input, int batch, Map<String, Object> result) {
        long[] shape = LongStream.concat(LongStream.of(batch), LongStream.of(input.toArray()))
                .toArray();
        float[] values = new float[Math.toIntExact(batch * input.count())];
        OnnxArray examples = new OnnxArray(values, shape);
        try (OnnxSession session = onnx.open(Files.readAllBytes(export.resolve(OnnxModel.FILE)))) {
            Latency latency = Latency.of(() -> session.run(Map.of(InputPart.NAME, examples)));
            result.put("onnx_latency_ms", latency.millis());
            result.put("onnx_latency_spread", latency.spread());
            result.put("onnx_latency_ratio", latency.ratio());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> ofSpace(
            NasRuntime runtime, String name, Optional<Path> to, int samples, int check, int batch, PrintWriter out)
            throws IOException {
        if (to.isEmpty()) {
            throw new UserMistake("The latencies of the space (" + name
                    + ") make a table, and there is no --to for it. Maybe '--to latencies.csv'.");
        }
        SearchSpace space = SpaceCommand.open(runtime, name, List.of());
        BlockCatalogue blocks = runtime.blocks();
        List<Model> models = new ArrayList<>();
        RandomGenerator random = Seeds.generator(0);
        List<LayerUse> uses = new ArrayList<>();
        try {
            for (int i = 0; i < samples; i++) {
                Model model = space.freeze(space.sample(random)).withOutputs(OUTPUTS);
                models.add(model);
                uses.addAll(ModelAnalysis.of(model, blocks.layers()).layers());
            }
        } catch (InfeasibleException | InvalidArchitectureException | IllegalArgumentException e) {
            throw new UserMistake("The space (" + name + ") can't be measured: " + e.getMessage());
        }
        LayerLatencies table = LayerLatencies.measure(uses, blocks, batch, line -> {
            out.println(line);
            out.flush();
        });
        table.write(to.get());
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("table", to.get().toString());
        result.put("layers", table.size() - 1);
        result.putAll(errors(table, models.subList(0, Math.min(check, samples)), blocks, batch));
        return result;
    }

    /** How far predictions are from what whole networks take. */
    private static Map<String, Object> errors(
            LayerLatencies table, List<Model> models, BlockCatalogue blocks, int batch) {
        double relative = 0;
        int ordered = 0;
        int pairs = 0;
        List<double[]> both = new ArrayList<>();
        for (Model model : models) {
            double measured = LayerLatencies.measure(model, blocks, batch);
            double predicted = table.predict(ModelAnalysis.of(model, blocks.layers()));
            relative += Math.abs(predicted - measured) / measured / models.size();
            for (double[] other : both) {
                ordered += (predicted - other[0]) * (measured - other[1]) > 0 ? 1 : -1;
                pairs++;
            }
            both.add(new double[] {predicted, measured});
        }
        Map<String, Object> errors = new LinkedHashMap<>();
        errors.put("networks", models.size());
        errors.put("mean_relative_error", relative);
        errors.put("kendall_tau", pairs == 0 ? 0.0 : (double) ordered / pairs);
        return errors;
    }
}
