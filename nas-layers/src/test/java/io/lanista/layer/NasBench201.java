package io.lanista.layer;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Graph;
import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Model;
import io.lanista.api.model.ModelBuilder;
import io.lanista.api.model.Node;
import io.lanista.api.model.Subgraph;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** NAS-Bench-201's network for CIFAR-10 (Dong and Yang, 2020), and the benchmark's table where it is at hand. */
final class NasBench201 {
    /** The order of the edges in the table: 0>1, 0>2, 1>2, 0>3, 1>3, 2>3. */
    private static final int[][] EDGES = {{0, 1}, {0, 2}, {1, 2}, {0, 3}, {1, 3}, {2, 3}};

    private static final String[] OPERATIONS = {"none", "skip", "conv_1x1", "conv_3x3", "avg_pool"};

    private NasBench201() {}

    record Row(String ops, int uid, double parameters, double flops) {}

    static List<Row> table() {
        String folder = System.getenv("LANISTA_DATA");
        Path file = (folder == null ? Path.of("../../shared/data") : Path.of(folder)).resolve("nasbench201.csv.gz");
        Assumptions.assumeTrue(Files.exists(file), "The table (" + file + ") isn't here.");
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            List<String> columns = List.of(reader.readLine().split(",", -1));
            List<Row> rows = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] values = line.split(",", -1);
                rows.add(new Row(
                        values[columns.indexOf("ops")],
                        Integer.parseInt(values[columns.indexOf("uid")]),
                        Double.parseDouble(values[columns.indexOf("params_m")]) * 1e6,
                        Double.parseDouble(values[columns.indexOf("flops_m")]) * 1e6));
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Choices choices(String ops) {
        Map<Label, Object> answers = new HashMap<>();
        for (int edge = 0; edge < EDGES.length; edge++) {
            answers.put(label(edge), OPERATIONS[ops.charAt(edge) - '0']);
        }
        return Choices.of(answers);
    }

    private static Label label(int edge) {
        return Label.of("edge_" + EDGES[edge][0] + "_" + EDGES[edge][1]);
    }

    /** A network with so many cells in each of its three stages; the benchmark has five. */
    static SearchSpace space(int cells) {
        ModelBuilder model = Model.named("nasbench201")
                .input("image", 3, 32, 32)
                .then("stem", Graph.sequence(conv(16, 3, 1), Layer.of("batch_norm")));
        Subgraph cell = cell();
        for (int stage = 0; stage < 3; stage++) {
            if (stage > 0) {
                model.then("reduction_" + stage, reduction(16L << stage));
            }
            for (int i = 0; i < cells; i++) {
                model.then("cell_" + stage + "_" + i, cell);
            }
        }
        return SearchSpace.of(model.then("norm", Layer.of("batch_norm"))
                .then("relu", Layer.of("relu"))
                .then("pool", Layer.of("global_avg_pool"))
                .then("classifier", Layer.of("linear", "units", 10))
                .build());
    }

    private static Subgraph cell() {
        List<Node> nodes = new ArrayList<>();
        for (int edge = 0; edge < EDGES.length; edge++) {
            LayerChoice choice = new LayerChoice(
                    label(edge),
                    List.of(
                            Candidate.of("none", Layer.of("zero")),
                            Candidate.of("skip", Layer.of("identity")),
                            Candidate.of("conv_1x1", reluConvNorm(1)),
                            Candidate.of("conv_3x3", reluConvNorm(3)),
                            Candidate.of("avg_pool", Layer.of("avg_pool2d", "kernel", 3, "stride", 1, "padding", 1))));
            nodes.add(new Node(
                    label(edge).value(), choice, List.of(EDGES[edge][0] == 0 ? "x" : "node" + EDGES[edge][0])));
        }
        for (int node = 1; node < 4; node++) {
            List<String> reads = new ArrayList<>();
            for (int edge = 0; edge < EDGES.length; edge++) {
                if (EDGES[edge][1] == node) {
                    reads.add(label(edge).value());
                }
            }
            nodes.add(new Node("node" + node, Layer.of("add"), reads));
        }
        return new Subgraph(Graph.of(List.of("x"), nodes, "node3"));
    }

    private static Subgraph reluConvNorm(int kernel) {
        return Graph.sequence(
                Layer.of("relu"), Layer.of("conv2d", "kernel", kernel, "bias", false), Layer.of("batch_norm"));
    }

    private static Subgraph reduction(long channels) {
        Subgraph main = Graph.sequence(
                Layer.of("relu"),
                conv(channels, 3, 2),
                Layer.of("batch_norm"),
                Layer.of("relu"),
                conv(channels, 3, 1),
                Layer.of("batch_norm"));
        Subgraph shortcut = Graph.sequence(Layer.of("avg_pool2d", "kernel", 2), conv(channels, 1, 1));
        return new Subgraph(Graph.of(
                List.of("x"),
                List.of(
                        new Node("main", main, List.of("x")),
                        new Node("shortcut", shortcut, List.of("x")),
                        new Node("sum", Layer.of("add"), List.of("shortcut", "main"))),
                "sum"));
    }

    private static Layer conv(long channels, int kernel, int stride) {
        return Layer.of("conv2d", "out_channels", channels, "kernel", kernel, "stride", stride, "bias", false);
    }
}
