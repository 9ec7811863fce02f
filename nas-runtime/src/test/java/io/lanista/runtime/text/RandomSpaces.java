package io.lanista.runtime.text;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Cell;
import io.lanista.api.model.Graph;
import io.lanista.api.model.InputChoice;
import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Merge;
import io.lanista.api.model.Model;
import io.lanista.api.model.ModelBuilder;
import io.lanista.api.model.Node;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Repeat;
import io.lanista.api.model.Subgraph;
import io.lanista.api.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Draws spaces with every kind of placeholder and value, and with names that try to be mistaken for something else. */
final class RandomSpaces {
    private static final List<String> AWKWARD = List.of(
            "true",
            "no",
            "~",
            "null",
            "1e-4",
            "12",
            "-",
            "a: b",
            "# not a comment",
            "'",
            "\"",
            "{x}",
            "[",
            "ü 漢",
            "&a",
            "*a",
            "0x1F",
            ".5",
            "a\nb",
            " padded ",
            "!tag",
            "%",
            "@",
            "`",
            "1_000",
            "1:30",
            "2020-01-01",
            ".inf",
            "<<",
            "=",
            "|",
            ">");

    private final Random random;
    private int labels;

    RandomSpaces(long seed) {
        random = new Random(seed);
    }

    Model model() {
        ModelBuilder builder = Model.named(awkward()).input("x" + awkward(), 3, 8, 8);
        String before = "";
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            String name = random.nextBoolean() ? String.valueOf(i) : i + awkward();
            builder.then(name, operation(3));
            before = name;
        }
        builder.node("skip", InputChoice.optional(label()), before);
        builder.node("sum", Layer.of("add"), before, "skip");
        for (int i = 0; i < random.nextInt(4); i++) {
            builder.setting(awkward() + i, value(2));
        }
        return builder.build();
    }

    private String awkward() {
        return AWKWARD.get(random.nextInt(AWKWARD.size()));
    }

    private String label() {
        return "l" + labels++ + (random.nextBoolean() ? "/a.b" : "");
    }

    private Operation operation(int depth) {
        switch (depth == 0 ? 0 : random.nextInt(8)) {
            case 1:
                return LayerChoice.of(
                        label(),
                        Candidate.of(awkward() + "1", operation(depth - 1)),
                        Candidate.of("2", operation(depth - 1)));
            case 2:
                Operation body = operation(depth - 1);
                return random.nextBoolean() ? Repeat.of(label(), 1, 3, body) : Repeat.shared(label(), 2, 2, body);
            case 3:
                return new Repeat(Label.of(label()), 0, 2, List.of(operation(depth - 1), operation(depth - 1)), false);
            case 4:
                Operation shared = operation(depth - 1);
                return Graph.sequence(shared, Layer.of("relu"), shared);
            case 5:
                return cell(depth);
            case 6:
                return graph(depth);
            case 7:
                return new InputChoice(Label.of(label()), 1, 1, 1, Merge.values()[random.nextInt(3)]);
            default:
                return layer();
        }
    }

    private Layer layer() {
        switch (random.nextInt(4)) {
            case 0:
                return Layer.of("relu");
            case 1:
                return Layer.of("choice", "of", 3);
            case 2:
                return Layer.of("conv2d", "out_channels", value(2), "kernel", List.of(3, 5), "padding", awkward());
            default:
                return Layer.of("own.layer", "a", value(1), "b", random.nextDouble(), "c", random.nextBoolean());
        }
    }

    private Operation graph(int depth) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(new Node("left", operation(depth - 1), List.of("in")));
        nodes.add(new Node("1", Layer.of("identity"), List.of("left")));
        nodes.add(new Node("unused", Layer.of("identity"), List.of("in")));
        return new Subgraph(Graph.of(List.of("in"), nodes, random.nextBoolean() ? "1" : "unused"));
    }

    private Operation cell(int depth) {
        List<Candidate> candidates =
                List.of(Candidate.of("a", operation(depth - 1)), Candidate.of("b", Layer.of("identity")));
        Cell.Builder builder = Cell.named(label(), 1).candidates(candidates);
        if (random.nextBoolean()) {
            return builder.topology(new Cell.Topology.Adjacency(3, 2, 16)).build();
        }
        builder.topology(new Cell.Topology.Predecessors(2, 1, random.nextBoolean()));
        if (random.nextBoolean()) {
            builder.inputCandidates(List.of(Candidate.of("a", layer()), Candidate.of("b", Layer.of("avg_pool2d"))));
        }
        return builder.preprocessing(Layer.of("relu")).postprocessing(layer()).build();
    }

    private Object value(int depth) {
        switch (random.nextInt(depth == 0 ? 3 : 8)) {
            case 0:
                return random.nextInt(64);
            case 1:
                return random.nextDouble() * Math.pow(10, random.nextInt(40) - 20);
            case 2:
                return awkward();
            case 3:
                return Value.choice(label(), 1, 2.5, awkward(), true, List.of(1, 2));
            case 4:
                return Value.integer(label(), -3, 8);
            case 5:
                return random.nextBoolean() ? Value.logReal(label(), 1e-5, 1) : Value.real(label(), 0, 3);
            case 6:
                return Value.when(
                        Value.integer(label(), 1, 4).isLessThan(2), value(depth - 1), Value.choice(label(), 1, 2));
            default:
                return Value.integer(label(), 1, 9)
                        .times(2)
                        .max(4)
                        .plus(Value.integer(label(), 1, 2).minus(1));
        }
    }
}
