package io.lanista.runtime.text;

import static io.lanista.runtime.text.ValueReader.checked;
import static io.lanista.runtime.text.ValueReader.label;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Graph;
import io.lanista.api.model.InputChoice;
import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Merge;
import io.lanista.api.model.Node;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Repeat;
import io.lanista.api.model.Subgraph;
import io.lanista.api.model.Value;
import io.lanista.base.text.DidYouMean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Understands operations and graphs. */
final class OperationReader {
    static final int MAX_COPIES = 1_000;
    static final Set<String> RESERVED =
            Set.of("choice", "input_choice", "repeat", "cell", "graph", "use", "layer", "name", "reads", "attributes");
    private static final List<String> KEYWORDS =
            List.of("choice", "input_choice", "repeat", "cell", "graph", "use", "layer");
    private static final Set<String> NODE_KEYS = Set.of("name", "reads");
    private static final String FORMS =
            "a layer (relu, or {conv2d: {out_channels: 16}}), a list of layers, or a table with one of the keys "
                    + String.join(", ", KEYWORDS);

    private final ValueReader values;
    private final @Nullable LayerCheck check;
    private final Map<String, Operation> definitions = new LinkedHashMap<>();
    private final Map<Label, LayerChoice> choices = new HashMap<>();

    OperationReader(ValueReader values, @Nullable LayerCheck check) {
        this.values = values;
        this.check = check;
    }

    void define(Tree tree) {
        tree.table("a table of operations by name")
                .entries()
                .forEach((name, operation) -> definitions.put(name, operation(operation)));
    }

    Operation operation(Tree tree) {
        if (tree instanceof Tree.Table table) {
            return operation(table, Set.of(), -1);
        }
        if (tree instanceof Tree.Items list) {
            return new Subgraph(graph(list, List.of("x"), null));
        }
        if (tree instanceof Tree.Scalar scalar && scalar.value() instanceof String) {
            return layer(tree, tree.text(FORMS), new TreeMap<>());
        }
        throw tree.wrong("must be " + FORMS + ", and is " + tree.kind() + ".");
    }

    /**
     * @param extra keys that aren't the operation's own
     * @param reads how many tensors it reads, or -1 if that isn't known
     */
    private Operation operation(Tree.Table table, Set<String> extra, int reads) {
        for (String keyword : KEYWORDS) {
            if (table.has(keyword)) {
                Set<String> allowed = new TreeSet<>(extra);
                allowed.addAll(keysOf(keyword, table));
                table.allow(allowed);
                return checked(table, () -> placeholder(keyword, table, reads));
            }
        }
        return plainLayer(table, extra);
    }

    private static List<String> keysOf(String keyword, Tree.Table table) {
        switch (keyword) {
            case "choice":
                return List.of("choice", "of");
            case "input_choice":
                return List.of("input_choice", "of", "choose", "from", "to", "merge");
            case "repeat":
                return List.of("repeat", "from", "to", "times", "share", "layers", "each");
            case "cell":
                return CellReader.keys(table);
            case "graph":
                return List.of("graph", "inputs", "output");
            case "layer":
                return List.of("layer", "attributes");
            default:
                return List.of("use");
        }
    }

    private Operation placeholder(String keyword, Tree.Table table, int reads) {
        switch (keyword) {
            case "choice":
                return layerChoice(table);
            case "input_choice":
                return inputChoice(table, reads);
            case "repeat":
                return repeat(table);
            case "cell":
                return new CellReader(this).cell(table);
            case "graph":
                return nested(table);
            case "layer":
                Tree attributes = table.get("attributes");
                return layer(
                        table,
                        table.require("layer", "").text("the type of a layer"),
                        attributes == null ? new TreeMap<>() : values.values(attributes, "a table of attributes"));
            default:
                return used(table.require("use", ""));
        }
    }

    private Operation plainLayer(Tree.Table table, Set<String> extra) {
        List<String> types = new ArrayList<>(table.entries().keySet());
        types.removeAll(extra);
        if (types.isEmpty()) {
            throw table.wrong("doesn't say what it is. Allowed: " + FORMS + ".");
        }
        if (types.size() > 1) {
            throw table.wrong("has the keys (" + DidYouMean.list(types) + "), and only one of them can be the layer's"
                    + " type. Allowed beside it: "
                    + (extra.isEmpty() ? "nothing" : String.join(", ", new TreeSet<>(extra))) + ". Maybe indent the"
                    + " layer's attributes below its type.");
        }
        String type = types.get(0);
        Tree attributes = table.require(type, "");
        return layer(
                table,
                type,
                attributes instanceof Tree.Nothing
                        ? new TreeMap<>()
                        : values.values(attributes, "a table of the attributes of (" + type + ")"));
    }

    private Layer layer(Tree place, String type, SortedMap<String, Value> attributes) {
        Layer layer = Layer.of(type, attributes);
        if (check != null) {
            check.check(place, layer);
        }
        return layer;
    }

    private Operation used(Tree name) {
        Operation known = definitions.get(name.text("the name of a definition"));
        if (known == null) {
            throw name.wrong("names no definition before it: (" + name.plain() + "). Available: "
                    + (definitions.isEmpty() ? "none" : DidYouMean.list(definitions.keySet())) + "."
                    + DidYouMean.sentence(String.valueOf(name.plain()), definitions.keySet()));
        }
        return known;
    }

    private LayerChoice layerChoice(Tree.Table table) {
        Label label = label(table.require("choice", ""));
        Tree of = table.get("of");
        if (of == null) {
            LayerChoice earlier = choices.get(label);
            if (earlier == null) {
                throw table.wrong("refers to the layer choice (" + label + "), which no earlier place describes."
                        + " Described: " + ValueReader.names(choices.keySet())
                        + ". Maybe add 'of' with the candidates by name.");
            }
            return earlier;
        }
        LayerChoice choice = new LayerChoice(label, candidates(of));
        choices.putIfAbsent(label, choice);
        return choice;
    }

    /** Candidates by name, or a list of layers without attributes, whose types are the names. */
    List<Candidate> candidates(Tree tree) {
        List<Candidate> candidates = new ArrayList<>();
        if (tree instanceof Tree.Items list) {
            for (Tree item : list.items()) {
                String type = item.text("the type of a layer; candidates with attributes stand in a table, by name");
                candidates.add(new Candidate(type, layer(item, type, new TreeMap<>())));
            }
        } else {
            tree.table("a table of candidates by name, or a list of layer types")
                    .entries()
                    .forEach((name, candidate) ->
                            candidates.add(checked(candidate, () -> new Candidate(name, operation(candidate)))));
        }
        return candidates;
    }

    private static InputChoice inputChoice(Tree.Table table, int reads) {
        Tree of = table.get("of");
        if (of == null && reads < 0) {
            table.require("of", "how many inputs there are to choose from");
        }
        int candidates = of == null ? reads : (int) of.integer(1, MAX_COPIES);
        Tree choose = table.get("choose");
        Tree from = choose != null ? choose : table.require("from", "how many are chosen at least; or 'choose'");
        Tree to = choose != null ? choose : table.require("to", "how many are chosen at most");
        Tree merge = table.get("merge");
        Set<String> words = new TreeSet<>();
        Arrays.stream(Merge.values()).forEach(value -> words.add(value.name().toLowerCase(Locale.ROOT)));
        return new InputChoice(
                label(table.require("input_choice", "")),
                candidates,
                (int) from.integer(0, candidates),
                (int) to.integer(0, candidates),
                merge == null ? Merge.SUM : Merge.valueOf(merge.word(words).toUpperCase(Locale.ROOT)));
    }

    private Repeat repeat(Tree.Table table) {
        Tree times = table.get("times");
        Tree from = times != null ? times : table.require("from", "the smallest number of copies; or 'times'");
        Tree to = times != null ? times : table.require("to", "the largest number of copies");
        Tree share = table.get("share");
        Tree each = table.get("each");
        List<Operation> bodies = each == null
                ? List.of(operation(table.require("layers", "what is copied; or 'each' with one for each copy")))
                : operations(each);
        return new Repeat(
                label(table.require("repeat", "")),
                (int) from.integer(0, MAX_COPIES),
                (int) to.integer(1, MAX_COPIES),
                bodies,
                share != null && share.flag());
    }

    List<Operation> operations(Tree tree) {
        List<Operation> operations = new ArrayList<>();
        tree.items("a list of operations").forEach(item -> operations.add(operation(item)));
        return operations;
    }

    private Subgraph nested(Tree.Table table) {
        Tree layers = table.require("graph", "");
        Tree inputs = table.get("inputs");
        Tree output = table.get("output");
        return new Subgraph(graph(
                layers,
                inputs == null ? List.of("x") : inputs.texts("the names of the graph's inputs"),
                output == null ? null : output.text("the name of a node")));
    }

    /** A graph from a list of nodes; its output is the last one, unless another is named. */
    Graph graph(Tree tree, List<String> inputs, @Nullable String output) {
        List<Tree> items = tree.items("a list of layers");
        List<Node> nodes = new ArrayList<>(items.size());
        String before = inputs.isEmpty() ? "" : inputs.get(inputs.size() - 1);
        for (Tree item : items) {
            Node node = node(item, String.valueOf(nodes.size()), before);
            nodes.add(node);
            before = node.name();
        }
        checkReads(items, inputs, nodes);
        String last = before;
        return checked(tree, () -> Graph.of(inputs, nodes, output == null ? last : output));
    }

    private static void checkReads(List<Tree> items, List<String> inputs, List<Node> nodes) {
        Set<String> names = new LinkedHashSet<>(inputs);
        nodes.forEach(node -> names.add(node.name()));
        for (Tree item : items) {
            Tree reads = item instanceof Tree.Table table ? table.get("reads") : null;
            if (reads != null) {
                reads.texts("the names of nodes or inputs").forEach(name -> checkName(reads, name, names));
            }
        }
    }

    private static void checkName(Tree place, String name, Set<String> names) {
        if (!names.contains(name)) {
            throw place.wrong("names (" + Tree.shortened(name) + "), which doesn't exist. Available: "
                    + DidYouMean.list(names) + "."
                    + DidYouMean.sentence(name, names));
        }
    }

    private Node node(Tree item, String number, String before) {
        if (!(item instanceof Tree.Table table)) {
            return new Node(number, operation(item), List.of(before));
        }
        Tree name = table.get("name");
        Tree reads = table.get("reads");
        List<String> inputs = reads == null ? List.of(before) : reads.texts("the names of nodes or inputs");
        return new Node(
                name == null ? number : name.text("the name of a node"),
                operation(table, NODE_KEYS, inputs.size()),
                inputs);
    }
}
