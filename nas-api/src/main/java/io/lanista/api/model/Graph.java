package io.lanista.api.model;

import io.lanista.base.hash.HashSink;
import io.lanista.base.order.TopologicalOrder;
import io.lanista.base.text.DidYouMean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A directed acyclic graph of nodes with named inputs and one output. Nodes are kept in an order in which every node
 * comes after those that it reads; where the given order is like that already, it is kept.
 */
public final class Graph {
    private final List<String> inputs;
    private final List<Node> nodes;
    private final String output;
    private final boolean concrete;
    private @Nullable String hash;

    private Graph(List<String> inputs, List<Node> nodes, String output) {
        this.inputs = inputs;
        this.nodes = nodes;
        this.output = output;
        this.concrete = nodes.stream().allMatch(node -> node.operation().isConcrete());
    }

    /**
     * A graph of these nodes.
     *
     * @param output the name of the node (or input) whose result is the graph's
     * @throws IllegalArgumentException if two nodes have one name, a name is unknown, or there is a cycle
     */
    public static Graph of(List<String> inputs, List<Node> nodes, String output) {
        Map<String, Node> byName = new LinkedHashMap<>();
        Set<String> names = new LinkedHashSet<>();
        for (String input : inputs) {
            if (!names.add(input)) {
                throw new IllegalArgumentException("The graph has two inputs with the name (" + input + ").");
            }
        }
        for (Node node : nodes) {
            if (!names.add(node.name())) {
                throw new IllegalArgumentException("The graph has two nodes or inputs with the name (" + node.name()
                        + "). Maybe rename one of them.");
            }
            byName.put(node.name(), node);
        }
        for (Node node : nodes) {
            for (String input : node.inputs()) {
                if (!names.contains(input)) {
                    throw new IllegalArgumentException("The node (" + node.name() + ") reads (" + input
                            + "), which doesn't exist. Available: " + DidYouMean.list(names) + ".");
                }
            }
            checkInputChoice(node, output);
        }
        if (!names.contains(output)) {
            throw new IllegalArgumentException(
                    "The graph's output (" + output + ") doesn't exist. Available: " + DidYouMean.list(names) + ".");
        }
        return new Graph(List.copyOf(inputs), sorted(byName), output);
    }

    /** A graph whose nodes are known to be in order and to have good names. */
    static Graph trusted(List<String> inputs, List<Node> nodes, String output) {
        return new Graph(inputs, List.copyOf(nodes), output);
    }

    private static void checkInputChoice(Node node, String output) {
        if (node.operation() instanceof InputChoice choice) {
            if (choice.candidates() != node.inputs().size()) {
                throw new IllegalArgumentException("The input choice (" + choice.label() + ") of the node ("
                        + node.name() + ") has (" + choice.candidates() + ") candidates, and the node has ("
                        + node.inputs().size() + ") inputs.");
            }
            if (choice.merge() == Merge.NONE && node.name().equals(output)) {
                throw new IllegalArgumentException("The input choice (" + choice.label() + ") without merging is the"
                        + " graph's output, which must be one tensor. Maybe merge by SUM, MEAN or CONCAT.");
            }
        }
    }

    private static List<Node> sorted(Map<String, Node> byName) {
        return TopologicalOrder.of(
                byName,
                Node::inputs,
                cycle -> new IllegalArgumentException("The nodes (" + DidYouMean.list(cycle)
                        + ") read each other in a cycle: (" + cycle.get(cycle.size() - 1) + ") reads (" + cycle.get(0)
                        + "), which needs it."));
    }

    /** A graph with one input, {@code x}, through these operations in turn. */
    public static Graph chain(List<? extends Operation> operations) {
        List<Node> nodes = new ArrayList<>(operations.size());
        String last = "x";
        for (int i = 0; i < operations.size(); i++) {
            nodes.add(new Node(String.valueOf(i), operations.get(i), List.of(last)));
            last = String.valueOf(i);
        }
        return trusted(List.of("x"), nodes, last);
    }

    /** An operation that applies these operations in turn. */
    public static Subgraph sequence(Operation... operations) {
        return new Subgraph(chain(List.of(operations)));
    }

    /** The names of the inputs, in order. */
    public List<String> inputs() {
        return inputs;
    }

    /** The nodes, each after those that it reads. */
    public List<Node> nodes() {
        return nodes;
    }

    /** The name of the node or input whose result is the graph's. */
    public String output() {
        return output;
    }

    /** The node with this name. */
    public Node node(String name) {
        return nodes.stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> names = nodes.stream().map(Node::name).toList();
                    return new IllegalArgumentException(
                            "No node (" + name + "). Available: " + DidYouMean.list(names) + ".");
                });
    }

    /** This graph with one node replaced by another of the same name. */
    public Graph replace(Node replacement) {
        node(replacement.name());
        return of(
                inputs,
                nodes.stream()
                        .map(node -> node.name().equals(replacement.name()) ? replacement : node)
                        .toList(),
                output);
    }

    /** This graph with an operation put behind a node: all that read the node now read the new one. */
    public Graph insertAfter(String name, String inserted, Operation operation) {
        node(name);
        List<Node> changed = new ArrayList<>(nodes.size() + 1);
        for (Node node : nodes) {
            List<String> reads = new ArrayList<>(node.inputs());
            reads.replaceAll(input -> input.equals(name) ? inserted : input);
            changed.add(new Node(node.name(), node.operation(), reads));
            if (node.name().equals(name)) {
                changed.add(new Node(inserted, operation, List.of(name)));
            }
        }
        return of(inputs, changed, output.equals(name) ? inserted : output);
    }

    /** Whether nothing in this graph is left to decide. */
    public boolean isConcrete() {
        return concrete;
    }

    /** A stable hash of the content: 32 hexadecimal digits. */
    public String hash() {
        String known = hash;
        if (known == null) {
            known = computeHash();
            hash = known; // Racing threads write equal values.
        }
        return known;
    }

    private String computeHash() {
        HashSink sink = new HashSink().tag('G').number(inputs.size());
        inputs.forEach(sink::text);
        sink.number(nodes.size());
        for (Node node : nodes) {
            sink.text(node.name())
                    .text(node.operation().hash())
                    .number(node.inputs().size());
            node.inputs().forEach(sink::text);
        }
        return sink.text(output).hex();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Graph graph
                        && output.equals(graph.output)
                        && inputs.equals(graph.inputs)
                        && nodes.equals(graph.nodes));
    }

    @Override
    public int hashCode() {
        return hash().hashCode();
    }

    @Override
    public String toString() {
        return inputs + " -> " + nodes + " -> " + output;
    }
}
