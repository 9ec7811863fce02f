package io.lanista.layer;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Cell;
import io.lanista.api.model.Graph;
import io.lanista.api.model.InputChoice;
import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Merge;
import io.lanista.api.model.Model;
import io.lanista.api.model.Node;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Repeat;
import io.lanista.api.model.Shape;
import io.lanista.api.model.Subgraph;
import io.lanista.api.model.Value;
import io.lanista.api.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes spaces at random, with all placeholders, nested; equal for equal seeds. */
final class RandomSpaces {
    static final int CHANNELS = 4;

    private final Random random;
    private final boolean fitting;
    private final List<String> widths = new ArrayList<>();
    private int labels;

    /**
     * @param fitting whether shapes fit for every choice; otherwise some layers change the channels, and few placeholders
     *     are used, so that all choices can be tried
     */
    RandomSpaces(long seed, boolean fitting) {
        this.random = new Random(seed);
        this.fitting = fitting;
    }

    SearchSpace space() {
        return SearchSpace.of(model());
    }

    Model model() {
        return Model.of(
                "random",
                Map.of("x", Shape.of(CHANNELS, 6, 6)),
                graph(fitting ? 4 : 3, fitting ? 2 : 1),
                Map.of("rate", fitting ? Value.choice(label("rate"), 0.1, 0.01) : Value.of(0.1)));
    }

    private String label(String kind) {
        return kind + labels++;
    }

    private Graph graph(int nodes, int depth) {
        List<Node> all = new ArrayList<>();
        List<String> tensors = new ArrayList<>(List.of("x"));
        for (int i = 0; i < nodes; i++) {
            String name = "n" + i;
            all.add(node(name, tensors, depth));
            tensors.add(name);
        }
        List<String> ends = new ArrayList<>(tensors);
        all.forEach(node -> ends.removeAll(node.inputs()));
        if (ends.size() > 1) {
            all.add(new Node("end", Layer.of("add"), ends));
            return Graph.of(List.of("x"), all, "end");
        }
        return Graph.of(List.of("x"), all, ends.get(0));
    }

    private Node node(String name, List<String> tensors, int depth) {
        String a = tensors.get(random.nextInt(tensors.size()));
        String b = tensors.get(random.nextInt(tensors.size()));
        switch (random.nextInt(depth > 0 ? 9 : 3)) {
            case 3:
                return new Node(name, choice(depth), List.of(a));
            case 4:
                return new Node(
                        name,
                        new InputChoice(Label.of(label("in")), 2, 1, 2, random.nextBoolean() ? Merge.SUM : Merge.MEAN),
                        List.of(a, b));
            case 5:
                return new Node(name, repeat(depth), List.of(a));
            case 6:
                return new Node(name, new Subgraph(graph(2, depth - 1)), List.of(a));
            case 7:
                return new Node(name, Layer.of("add"), List.of(a, b));
            case 8:
                return fitting ? new Node(name, cell(depth), List.of(a, b)) : new Node(name, choice(depth), List.of(a));
            default:
                return new Node(name, layer(), List.of(a));
        }
    }

    private Operation operation(int depth) {
        switch (depth > 0 ? random.nextInt(4) : 0) {
            case 1:
                return choice(depth);
            case 2:
                return new Subgraph(graph(2, depth - 1));
            default:
                return layer();
        }
    }

    private LayerChoice choice(int depth) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(2); i++) {
            candidates.add(Candidate.of("c" + i, operation(depth - 1)));
        }
        return new LayerChoice(Label.of(label("op")), candidates);
    }

    private Repeat repeat(int depth) {
        Operation body = operation(depth - 1);
        int least = random.nextInt(2);
        return random.nextBoolean()
                ? Repeat.of(label("depth"), least, 2, body)
                : Repeat.shared(label("depth"), least, 2, body);
    }

    /** A cell whose output is brought back to the usual number of channels. */
    private Subgraph cell(int depth) {
        List<Candidate> candidates =
                List.of(Candidate.of("skip", Layer.of("identity")), Candidate.of("other", operation(depth - 1)));
        Cell cell = Cell.named(label("cell"), 2)
                .topology(new Cell.Topology.Predecessors(2, 2, random.nextBoolean()))
                .candidates(candidates)
                .postprocessing(Layer.of("conv2d", "out_channels", CHANNELS, "kernel", 1))
                .build();
        return new Subgraph(Graph.of(List.of("a", "b"), List.of(new Node("cell", cell, List.of("a", "b"))), "cell"));
    }

    private Layer layer() {
        switch (random.nextInt(7)) {
            case 0:
                return Layer.of("relu");
            case 1:
                return Layer.of("identity");
            case 2:
                return fitting ? Layer.of("zero") : width();
            case 3:
                return Layer.of("batch_norm");
            case 4:
                return Layer.of("max_pool2d", "kernel", 3, "stride", 1, "padding", 1);
            case 5:
                return Layer.of("conv2d", "bias", random.nextBoolean(), "kernel", kernel());
            default:
                return fitting ? Layer.of("depthwise_separable_conv2d", "kernel", kernel()) : width();
        }
    }

    private Object kernel() {
        return random.nextInt(3) == 0 ? Value.choice(label("kernel"), 1, 3) : 3;
    }

    /** A layer that changes the channels, perhaps by a decision that another place shares. */
    private Layer width() {
        if (widths.isEmpty() || random.nextBoolean()) {
            widths.add(label("width"));
        }
        String label = widths.get(random.nextInt(widths.size()));
        return random.nextInt(3) == 0
                ? Layer.of("conv2d", "out_channels", 2 + 2L * random.nextInt(2))
                : Layer.of("conv2d", "out_channels", Value.choice(label, 2, 4));
    }
}
