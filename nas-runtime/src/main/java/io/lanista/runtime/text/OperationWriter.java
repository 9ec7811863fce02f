package io.lanista.runtime.text;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Cell;
import io.lanista.api.model.Graph;
import io.lanista.api.model.InputChoice;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Node;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Repeat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Operations as plain trees. What stands in several places is written once, among the definitions; what counts is the
 * content, so that equal models give equal trees.
 */
final class OperationWriter {
    /** How often an operation stands somewhere, and under which name it is defined. */
    private static final class Use {
        private int places;
        private @Nullable String name;
    }

    private final Map<Operation, Use> byContent = new HashMap<>();
    /** Spares comparing large operations again and again. */
    private final Map<Operation, Use> byIdentity = new IdentityHashMap<>();

    private final Map<String, Object> definitions = new LinkedHashMap<>();

    OperationWriter(Graph graph) {
        count(graph);
    }

    /** What was found in several places, by the name that its uses have; complete when all else is written. */
    Map<String, Object> definitions() {
        return definitions;
    }

    private void count(Graph graph) {
        graph.nodes().forEach(node -> count(node.operation()));
    }

    private void count(Operation operation) {
        if (operation instanceof Layer || ++use(operation).places > 1) {
            return;
        }
        operation.nested().forEach(this::count);
    }

    private Use use(Operation operation) {
        return byIdentity.computeIfAbsent(operation, same -> byContent.computeIfAbsent(same, equal -> new Use()));
    }

    Object operation(Operation operation) {
        if (operation instanceof Layer || use(operation).places < 2) {
            return written(operation);
        }
        Use use = use(operation);
        String name = use.name;
        if (name == null) {
            Object tree = written(operation);
            name = "part-" + (definitions.size() + 1);
            use.name = name;
            definitions.put(name, tree);
        }
        return Map.of("use", name);
    }

    private Object written(Operation operation) {
        return operation.match(
                OperationWriter::layer,
                nested -> graph(nested.graph()),
                this::layerChoice,
                OperationWriter::inputChoice,
                this::repeat,
                this::cell);
    }

    private Object layerChoice(LayerChoice choice) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("choice", choice.label().value());
        tree.put("of", candidates(choice.candidates()));
        return tree;
    }

    private static Object inputChoice(InputChoice choice) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("input_choice", choice.label().value());
        tree.put("of", (long) choice.candidates());
        tree.put("from", (long) choice.min());
        tree.put("to", (long) choice.max());
        tree.put("merge", choice.merge().name().toLowerCase(Locale.ROOT));
        return tree;
    }

    private static Object layer(Layer layer) {
        if (OperationReader.RESERVED.contains(layer.type())) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("layer", layer.type());
            tree.put("attributes", ValueWriter.values(layer.attributes()));
            return tree;
        }
        return layer.attributes().isEmpty()
                ? layer.type()
                : Map.of(layer.type(), ValueWriter.values(layer.attributes()));
    }

    private Map<String, Object> candidates(List<Candidate> candidates) {
        Map<String, Object> tree = new LinkedHashMap<>();
        candidates.forEach(candidate -> tree.put(candidate.name(), operation(candidate.operation())));
        return tree;
    }

    private List<Object> operations(List<Operation> operations) {
        List<Object> list = new ArrayList<>(operations.size());
        operations.forEach(operation -> list.add(operation(operation)));
        return list;
    }

    private Object repeat(Repeat repeat) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("repeat", repeat.label().value());
        tree.put("from", (long) repeat.min());
        tree.put("to", (long) repeat.max());
        if (repeat.shared()) {
            tree.put("share", true);
        }
        if (repeat.bodies().size() == 1) {
            tree.put("layers", operation(repeat.bodies().get(0)));
        } else {
            tree.put("each", operations(repeat.bodies()));
        }
        return tree;
    }

    private Object cell(Cell cell) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("cell", cell.label().value());
        tree.put("inputs", (long) cell.inputs());
        tree.putAll(cell.topology().match(OperationWriter::predecessors, OperationWriter::adjacency));
        tree.put("of", candidates(cell.candidates()));
        if (!cell.inputCandidates().equals(cell.candidates())) {
            tree.put("of_inputs", candidates(cell.inputCandidates()));
        }
        if (!cell.preprocessing().isEmpty()) {
            tree.put("preprocessing", operations(cell.preprocessing()));
        }
        Operation last = cell.postprocessing();
        if (last != null) {
            tree.put("postprocessing", operation(last));
        }
        if (!cell.answers().isEmpty()) {
            Map<String, Object> answers = new LinkedHashMap<>();
            cell.answers().forEach((label, answer) -> answers.put(label.value(), answer));
            tree.put("answers", answers);
        }
        return tree;
    }

    private static Map<String, Object> predecessors(Cell.Topology.Predecessors wiring) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("nodes", (long) wiring.nodes());
        tree.put("choose", (long) wiring.chosen());
        tree.put("loose_ends", wiring.looseEndsOnly());
        return tree;
    }

    private static Map<String, Object> adjacency(Cell.Topology.Adjacency wiring) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("vertices", (long) wiring.vertices());
        tree.put("max_edges", (long) wiring.maxEdges());
        tree.put("channels", wiring.channels());
        return tree;
    }

    /** A list if the graph has the one input {@code x} and ends with its last node; a table otherwise. */
    private Object graph(Graph graph) {
        List<Object> layers = nodes(graph);
        String output = lastOf(graph);
        if (graph.inputs().equals(List.of("x")) && graph.output().equals(output)) {
            return layers;
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("graph", layers);
        tree.put("inputs", graph.inputs());
        if (!graph.output().equals(output)) {
            tree.put("output", graph.output());
        }
        return tree;
    }

    /** The output that a graph has by default: its last node. */
    static @Nullable String lastOf(Graph graph) {
        if (!graph.nodes().isEmpty()) {
            return graph.nodes().get(graph.nodes().size() - 1).name();
        }
        return graph.inputs().isEmpty()
                ? null
                : graph.inputs().get(graph.inputs().size() - 1);
    }

    /** The nodes; a name is left out if it is the node's number, and what it reads if that is the node before. */
    List<Object> nodes(Graph graph) {
        List<Object> nodes = new ArrayList<>(graph.nodes().size());
        String before = graph.inputs().isEmpty()
                ? ""
                : graph.inputs().get(graph.inputs().size() - 1);
        for (Node node : graph.nodes()) {
            nodes.add(node(node, String.valueOf(nodes.size()), before));
            before = node.name();
        }
        return nodes;
    }

    private Object node(Node node, String number, String before) {
        Object operation = operation(node.operation());
        boolean named = !node.name().equals(number);
        boolean reads = !node.inputs().equals(List.of(before));
        if (!named && !reads) {
            return operation;
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        if (named) {
            tree.put("name", node.name());
        }
        if (reads) {
            tree.put("reads", node.inputs());
        }
        if (operation instanceof Map<?, ?> table) {
            table.forEach((key, value) -> tree.put((String) key, value));
        } else if (operation instanceof List<?>) {
            tree.put("graph", operation);
        } else {
            tree.put((String) operation, Map.of());
        }
        return tree;
    }
}
