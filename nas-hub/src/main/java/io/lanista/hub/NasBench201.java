package io.lanista.hub;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Graph;
import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Model;
import io.lanista.api.model.ModelBuilder;
import io.lanista.api.model.Node;
import io.lanista.api.model.Shape;
import io.lanista.api.model.Subgraph;
import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.space.SpaceProvider;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The space of NAS-Bench-201 (Dong and Yang, "NAS-Bench-201: Extending the Scope of Reproducible Neural Architecture
 * Search", ICLR 2020), which is the topology space of NATS-Bench: a cell of four nodes, each of which sums one operation on
 * every earlier node; three stages of equal cells with residual blocks between them, which halve the size and double the
 * channels. All operations of a cell are built, those that lead nowhere too: that is what the benchmark's table counts.
 */
public final class NasBench201 implements SpaceProvider {
    /** The operations in the benchmark's order; their indexes are the digits of {@link #ops}. */
    public static final List<String> OPERATIONS =
            List.of("none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3");

    /** The decisions on the edges, in the order of {@link #ops}: {@code edge_0_1} is the edge from node 0 to node 1. */
    public static final List<Label> EDGES = List.of(
            Label.of("edge_0_1"),
            Label.of("edge_0_2"),
            Label.of("edge_1_2"),
            Label.of("edge_0_3"),
            Label.of("edge_1_3"),
            Label.of("edge_2_3"));

    private static final Option<Long> CHANNELS = Setup.count("channels", "Channels of the first stage (paper: 16)");
    private static final Option<Long> CELLS = Setup.few("cells", "Cells in each of the three stages (paper: 5)");
    private static final List<Candidate> CANDIDATES = List.of(
            Candidate.of("none", Layer.of("zero")),
            Candidate.of("skip_connect", Parts.IDENTITY),
            Candidate.of("nor_conv_1x1", Parts.reluConvNorm(1)),
            Candidate.of("nor_conv_3x3", Parts.reluConvNorm(3)),
            Candidate.of("avg_pool_3x3", Parts.pool("avg_pool2d", 3, 1)));

    private static final Pattern DIGITS = Pattern.compile("[0-4]{6}");
    private static final Pattern STRING = Pattern.compile("\\|OP~0\\|\\+\\|OP~0\\|OP~1\\|\\+\\|OP~0\\|OP~1\\|OP~2\\|"
            .replace("OP", "(" + String.join("|", OPERATIONS) + ")"));

    /** For the service loader. */
    public NasBench201() {}

    @Override
    public String name() {
        return "nasbench201";
    }

    @Override
    public String description() {
        return "Cells of four nodes with one of five operations on each edge: 15,625 networks whose results are known"
                + " (Dong and Yang, 2020).";
    }

    @Override
    public List<Option<?>> options() {
        return Setup.with(CHANNELS, CELLS);
    }

    @Override
    public Optional<String> notation(Choices choices) {
        return Optional.of(string(choices));
    }

    /** Reads the benchmark's string, or the six digits of {@link #ops}. */
    @Override
    public Choices parse(String notation) {
        String dense = notation.strip();
        if (DIGITS.matcher(dense).matches()) {
            return choices(dense);
        }
        if (!STRING.matcher(dense).matches()) {
            throw new IllegalArgumentException(
                    "The text (" + notation + ") is no architecture of NAS-Bench-201, which looks"
                            + " like |nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|none~1|skip_connect~2|.");
        }
        SortedMap<Label, Object> answers = new TreeMap<>();
        int edge = 0;
        for (String operation : dense.split("[|+]+")) {
            if (!operation.isEmpty()) {
                answers.put(EDGES.get(edge++), operation.substring(0, operation.indexOf('~')));
            }
        }
        return new Choices(answers);
    }

    @Override
    public SearchSpace open(Options options) {
        Setup setup = new Setup(options);
        Shape input = setup.input(Shape.of(3, 32, 32), Shape.of(1, 16, 16));
        long channels = setup.count(CHANNELS, 16, 4);
        long cells = setup.count(CELLS, 5, 1);
        Subgraph cell = cell();
        ModelBuilder builder = Model.named(name()).input("image", input.toArray());
        builder.then("stem", Graph.sequence(Parts.conv(3, "out_channels", channels), Parts.NORM));
        for (int stage = 0; stage < 3; stage++) {
            if (stage > 0) {
                builder.then("reduce" + stage, residual(channels << stage));
            }
            for (int i = 0; i < cells; i++) {
                builder.then("cell" + stage + "_" + i, cell);
            }
        }
        builder.then("head", Parts.classifier(setup.outputs(), Parts.NORM, Parts.RELU));
        return Setup.space(() -> builder.build());
    }

    private static Subgraph cell() {
        Node[] edges = new Node[EDGES.size()];
        String[][] ends = {{"x", "1"}, {"x", "2"}, {"1", "2"}, {"x", "3"}, {"1", "3"}, {"2", "3"}};
        for (int i = 0; i < edges.length; i++) {
            Label label = EDGES.get(i);
            String from = ends[i][0].equals("x") ? "x" : "node" + ends[i][0];
            edges[i] = new Node(label.value(), new LayerChoice(label, CANDIDATES), List.of(from));
        }
        List<Node> nodes = List.of(
                edges[0],
                new Node("node1", Parts.IDENTITY, List.of("edge_0_1")),
                edges[1],
                edges[2],
                new Node("node2", Layer.of("add"), List.of("edge_0_2", "edge_1_2")),
                edges[3],
                edges[4],
                edges[5],
                new Node("node3", Layer.of("add"), List.of("edge_0_3", "edge_1_3", "edge_2_3")));
        return new Subgraph(Graph.of(List.of("x"), nodes, "node3"));
    }

    /** The benchmark's residual block with stride 2: two convolutions, beside average pooling and a 1×1 convolution. */
    private static Subgraph residual(long channels) {
        return new Subgraph(Graph.of(
                List.of("x"),
                List.of(
                        new Node("a", Parts.reluConvNorm(3, "out_channels", channels, "stride", 2), List.of("x")),
                        new Node("b", Parts.reluConvNorm(3), List.of("a")),
                        new Node("pool", Layer.of("avg_pool2d", "kernel", 2), List.of("x")),
                        new Node("shortcut", Parts.conv(1, "out_channels", channels), List.of("pool")),
                        new Node("sum", Layer.of("add"), List.of("shortcut", "b"))),
                "sum"));
    }

    /**
     * The choices that six digits stand for: the indexes of the {@link #OPERATIONS} on the {@link #EDGES}.
     *
     * @param ops such as {@code 432331}
     * @throws IllegalArgumentException if it isn't six digits from 0 to 4
     */
    public static Choices choices(String ops) {
        if (ops.length() != EDGES.size() || !ops.chars().allMatch(digit -> digit >= '0' && digit <= '4')) {
            throw new IllegalArgumentException("The operations (" + ops + ") must be six digits from 0 to 4.");
        }
        SortedMap<Label, Object> answers = new TreeMap<>();
        for (int i = 0; i < EDGES.size(); i++) {
            answers.put(EDGES.get(i), OPERATIONS.get(ops.charAt(i) - '0'));
        }
        return new Choices(answers);
    }

    /** The six digits of these choices, see {@link #choices}. */
    public static String ops(Choices choices) {
        StringBuilder digits = new StringBuilder();
        for (Label edge : EDGES) {
            Object chosen = choices.values().get(edge);
            int index = OPERATIONS.indexOf(chosen);
            if (index < 0) {
                throw new IllegalArgumentException("The choices " + choices + " have (" + chosen + ") on the edge ("
                        + edge + "). Allowed: " + String.join(", ", OPERATIONS) + ".");
            }
            digits.append(index);
        }
        return digits.toString();
    }

    /** The benchmark's own notation: {@code |nor_conv_3x3~0|+|none~0|skip_connect~1|+|…~0|…~1|…~2|}. */
    public static String string(Choices choices) {
        String digits = ops(choices);
        StringBuilder text = new StringBuilder();
        int edge = 0;
        for (int node = 1; node < 4; node++) {
            text.append(node > 1 ? "+|" : "|");
            for (int from = 0; from < node; from++) {
                text.append(OPERATIONS.get(digits.charAt(edge++) - '0'))
                        .append('~')
                        .append(from)
                        .append('|');
            }
        }
        return text.toString();
    }
}
