package io.lanista.djl.train;

import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.ModelBuilder;
import io.lanista.api.model.Shape;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.block.NetworkPlan;
import io.lanista.djl.file.DataException;
import io.lanista.djl.table.CsvLine;
import io.lanista.djl.table.DecimalMark;
import io.lanista.djl.table.Form;
import io.lanista.djl.table.Table;
import io.lanista.djl.table.TableOptions;
import io.lanista.djl.table.TableReader;
import io.lanista.djl.table.WordColumn;
import io.lanista.layer.LayerUse;
import io.lanista.layer.ModelAnalysis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What layers take on a device, from which the latency of a network is predicted without running it there: a fixed part and the sum
 * over its layers (Cai, Zhu and Han 2019, section 4.2). Layers of a device that overlaps or fuses them add up to less than this says,
 * so look at the error on whole networks before you rely on it. Immutable.
 *
 * <p>As a file: a CSV with the columns {@code layer}, {@code inputs} and {@code ms}. A layer is written as its type and attributes, its
 * inputs as their shapes for one example; the row {@code network} is the fixed part.
 */
public final class LayerLatencies {
    /** What helps where a table or a row of it is missing: the end of messages. */
    public static final String WAY_OUT = "Maybe measure the space's layers.";

    private static final String FIXED = "network";
    private static final Layer SAME = Layer.of("identity");
    private static final List<String> COLUMNS = List.of("layer", "inputs", "ms");
    private static final TableOptions WRITTEN = new TableOptions(
            Optional.empty(), Optional.of(','), Optional.of(DecimalMark.DOT), Optional.of(true), List.of());

    private final String name;
    private final Map<List<String>, Double> millis;

    private LayerLatencies(String name, Map<List<String>, Double> millis) {
        this.name = name;
        this.millis = millis;
    }

    /**
     * Reads a table that {@link #write} wrote, or that was made elsewhere in the same form.
     *
     * @throws DataException if the file is missing or wrong
     */
    public static LayerLatencies read(Path file) {
        Table table = TableReader.read(
                        file, WRITTEN, (written, names) -> Collections.nCopies(names.size(), Form.LABELS))
                .table();
        for (String column : COLUMNS) {
            if (!table.has(column)) {
                throw new DataException("The table of latencies (" + file + ") has no column '" + column
                        + "'. It needs the columns layer, inputs and ms.");
            }
        }
        WordColumn layers = (WordColumn) table.column(COLUMNS.get(0));
        WordColumn inputs = (WordColumn) table.column(COLUMNS.get(1));
        WordColumn numbers = (WordColumn) table.column(COLUMNS.get(2));
        Map<List<String>, Double> millis = new LinkedHashMap<>();
        for (int row = 0; row < table.size(); row++) {
            millis.put(
                    List.of(text(layers, row), text(inputs, row)), number(text(numbers, row), file, table.place(row)));
        }
        return new LayerLatencies(file.toString(), millis);
    }

    private static String text(WordColumn column, int row) {
        return column.isMissing(row) ? "" : column.words().get(column.code(row)).strip();
    }

    private static double number(String cell, Path file, String place) {
        try {
            double value = Double.parseDouble(cell);
            if (value >= 0 && Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, as for numbers that are no times.
        }
        throw new DataException("The table of latencies (" + file + ") says (" + cell + ") in " + place
                + ", and needs milliseconds there, a number of at least 0.");
    }

    /**
     * Measures layers on this machine, in the form that predictions are computed in: each by what it adds behind a layer that multiplies,
     * of which it may become a part. Layers of sequences, which aren't computed in that form, are measured as networks of their own, less
     * what a network without layers takes.
     *
     * @param uses the layers in their places; equal ones are measured once
     * @param measured is told how far it is
     */
    public static LayerLatencies measure(
            List<LayerUse> uses, BlockCatalogue blocks, int batchSize, Consumer<String> measured) {
        LatencyMeter meter = new LatencyMeter(batchSize, DeviceMeasures.ROUNDS_UNLESS_SET);
        Map<List<String>, LayerUse> distinct = new LinkedHashMap<>();
        uses.forEach(use -> distinct.putIfAbsent(key(use), use));
        ModelBuilder empty = behind(Optional.empty(), uses.get(0).inputs().get(0));
        double cold = engine(empty, blocks, meter);
        Map<List<String>, Double> alone = new LinkedHashMap<>();
        Map<List<String>, Double> behind = new LinkedHashMap<>();
        Map<Shape, Double> makers = new HashMap<>();
        distinct.forEach((key, use) -> {
            Shape input = use.inputs().get(0);
            Optional<Layer> maker = readsCodes(use) ? Optional.empty() : maker(input);
            String[] reads = Collections.nCopies(use.inputs().size(), "before").toArray(String[]::new);
            ModelBuilder model = behind(maker, input).node("layer", use.layer(), reads);
            double whole = engine(model, blocks, meter);
            if (maker.isEmpty()) {
                alone.put(key, whole);
            } else {
                behind.put(
                        key,
                        whole - makers.computeIfAbsent(input, shape -> engine(behind(maker, shape), blocks, meter)));
            }
            measured.accept(alone.size() + behind.size() + "/" + distinct.size() + " " + String.join(" on ", key));
        });
        // What is measured first is measured while the JVM still compiles.
        double fixed = Math.min(cold, engine(empty, blocks, meter));
        Map<List<String>, Double> millis = new LinkedHashMap<>();
        millis.put(List.of(FIXED, ""), fixed);
        distinct.keySet()
                .forEach(key ->
                        millis.put(key, Math.max(0, behind.getOrDefault(key, alone.getOrDefault(key, fixed) - fixed))));
        return new LayerLatencies("measured", millis);
    }

    /** A layer that multiplies and makes what it reads; empty for shapes of which networks are computed layer by layer. */
    private static Optional<Layer> maker(Shape shape) {
        return switch (shape.rank()) {
            case 1 -> Optional.of(Layer.of("linear", "units", shape.get(0)));
            case 3 -> Optional.of(Layer.of("conv2d", "out_channels", shape.get(0), "kernel", 1L));
            default -> Optional.empty();
        };
    }

    /** Codes are whole numbers, which no layer before makes. */
    private static boolean readsCodes(LayerUse use) {
        return use.layer().type().endsWith("embedding");
    }

    /** What the first layer reads is thin, so that it is small beside what is measured. */
    private static ModelBuilder behind(Optional<Layer> maker, Shape input) {
        long[] shape = input.toArray();
        if (maker.isPresent()) {
            shape[0] = 1;
        }
        return Model.named("layer").input("x", shape).then("before", maker.orElse(SAME));
    }

    private static double engine(ModelBuilder model, BlockCatalogue blocks, LatencyMeter meter) {
        return meter.measureInEngine(NetworkPlan.of(model.build(), blocks)).millis();
    }

    /** Measures a whole network with random weights, in milliseconds, to compare predictions with. */
    public static double measure(Model model, BlockCatalogue blocks, int batchSize) {
        return new LatencyMeter(batchSize, DeviceMeasures.ROUNDS_UNLESS_SET)
                .measure(NetworkPlan.of(model, blocks), () -> {})
                .millis();
    }

    private static List<String> key(LayerUse use) {
        List<String> shapes = use.inputs().stream().map(Shape::toString).toList();
        return List.of(use.layer().toString(), String.join(" ", shapes));
    }

    /**
     * The latency of a network in milliseconds: the fixed part, and its layers.
     *
     * @throws InvalidArchitectureException as {@link #of} does
     */
    public double predict(ModelAnalysis network) {
        double fixed = millis.getOrDefault(List.of(FIXED, ""), 0.0);
        return fixed + network.layers().stream().mapToDouble(this::of).sum();
    }

    /**
     * The latency of one layer in milliseconds. A layer that the table doesn't have counts for nothing if it neither has parameters
     * nor multiplies, such as an activation, which many devices fuse with what is before it.
     *
     * @throws InvalidArchitectureException if the table lacks another layer; the message names it
     */
    public double of(LayerUse use) {
        List<String> key = key(use);
        Double known = millis.get(key);
        if (known == null && (use.parameters() > 0 || use.flops() > 0)) {
            throw new InvalidArchitectureException("The table of latencies (" + name + ") has no row for the layer ("
                    + key.get(0) + ") on (" + key.get(1)
                    + "). " + WAY_OUT);
        }
        return known == null ? 0 : known;
    }

    /** How many layers it knows. */
    public int size() {
        return millis.size();
    }

    /** Writes it as {@link #read} reads it. */
    public void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(CsvLine.of(COLUMNS));
        millis.forEach((key, time) -> lines.add(CsvLine.of(List.of(key.get(0), key.get(1), Double.toString(time)))));
        Files.write(file, lines);
    }
}
