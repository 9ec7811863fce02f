package io.lanista.api.space;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Cell;
import io.lanista.api.model.Domain;
import io.lanista.api.model.Graph;
import io.lanista.api.model.InputChoice;
import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Model;
import io.lanista.api.model.Node;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Repeat;
import io.lanista.api.model.Subgraph;
import io.lanista.api.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Finds the decisions of a model, with the condition under which each one is active. */
final class DecisionCollector {
    private record Found(Domain domain, Condition condition, String place) {}

    private final Map<Label, Found> found = new LinkedHashMap<>();

    private DecisionCollector() {}

    /** All decisions, each after those that its condition depends on, otherwise in the order of the graph. */
    static List<Decision> collect(Model model) {
        DecisionCollector collector = new DecisionCollector();
        collector.graph(model.graph(), Map.of(), "");
        model.settings().forEach((name, value) -> collector.value(value, Map.of(), "settings." + name));
        return collector.ordered();
    }

    private void graph(Graph graph, Map<Label, List<Object>> when, String path) {
        if (graph.isConcrete()) {
            return;
        }
        for (Node node : graph.nodes()) {
            operation(node.operation(), when, path.isEmpty() ? node.name() : path + "." + node.name());
        }
    }

    private void operation(Operation operation, Map<Label, List<Object>> when, String path) {
        if (operation instanceof Layer layer) {
            layer.attributes().forEach((name, value) -> value(value, when, path + "." + name));
        } else if (operation instanceof Subgraph nested) {
            graph(nested.graph(), when, path);
        } else if (operation instanceof LayerChoice choice) {
            found(choice.label(), choice.domain(), when, path);
            for (Candidate candidate : choice.candidates()) {
                operation(
                        candidate.operation(),
                        and(when, choice.label(), List.of(candidate.name())),
                        path + "[" + candidate.name() + "]");
            }
        } else if (operation instanceof InputChoice choice) {
            found(choice.label(), choice.domain(), when, path);
        } else if (operation instanceof Repeat repeat) {
            repeat(repeat, when, path);
        } else {
            cell((Cell) operation, when, path);
        }
    }

    private void repeat(Repeat repeat, Map<Label, List<Object>> when, String path) {
        if (!repeat.isFixed()) {
            found(repeat.label(), repeat.domain(), when, path);
        }
        for (int i = 0; i < repeat.most(); i++) {
            List<Object> deepEnough = LongStream.rangeClosed(i + 1, repeat.most())
                    .<Object>mapToObj(Long::valueOf)
                    .toList();
            operation(
                    repeat.copy(i),
                    i < repeat.least() ? when : and(when, repeat.label(), deepEnough),
                    path + "[" + i + "]");
        }
    }

    private void cell(Cell cell, Map<Label, List<Object>> when, String path) {
        cell.decisions().forEach((label, domain) -> {
            if (!cell.answers().containsKey(label)) {
                found(label, domain, when, path);
            }
        });
        for (int i = 0; i < cell.preprocessing().size(); i++) {
            operation(cell.preprocessing().get(i), when, path + ".preprocessing[" + i + "]");
        }
        Operation last = cell.postprocessing();
        if (last != null) {
            operation(last, when, path + ".postprocessing");
        }
        if (cell.topology() instanceof Cell.Topology.Predecessors wiring) {
            for (int node = cell.inputs(); node < cell.inputs() + wiring.nodes(); node++) {
                for (int j = 0; j < wiring.chosen(); j++) {
                    edge(cell, node, j, when, path);
                }
            }
        } else {
            cell.decisions().keySet().stream()
                    .skip(1)
                    .forEach(label -> candidates(cell.candidates(), label, when, path));
        }
    }

    /** The operations nested on an edge; those from the cell's inputs need the edge to come from there. */
    private void edge(Cell cell, int node, int j, Map<Label, List<Object>> when, String path) {
        Label operation = cell.operationLabel(node, j);
        if (cell.candidates().equals(cell.inputCandidates())) {
            candidates(cell.candidates(), operation, when, path);
            return;
        }
        Label input = cell.inputLabel(node);
        List<Object> fromInput = new ArrayList<>();
        List<Object> fromNode = new ArrayList<>();
        Domain inputs = cell.decisions().get(input);
        if (inputs != null) {
            for (Object chosen : inputs.values()) {
                ((Long) ((List<?>) chosen).get(j) < cell.inputs() ? fromInput : fromNode).add(chosen);
            }
        }
        candidates(cell.inputCandidates(), operation, and(when, input, fromInput), path);
        if (!fromNode.isEmpty()) {
            candidates(cell.candidates(), operation, and(when, input, fromNode), path);
        }
    }

    private void candidates(List<Candidate> candidates, Label label, Map<Label, List<Object>> when, String path) {
        for (Candidate candidate : candidates) {
            operation(
                    candidate.operation(),
                    and(when, label, List.of(candidate.name())),
                    path + "[" + candidate.name() + "]");
        }
    }

    private void value(Value value, Map<Label, List<Object>> when, String path) {
        if (value instanceof Value.ValueChoice choice) {
            found(choice.label(), choice.domain(), when, path);
        } else if (value instanceof Value.Expression expression) {
            expression.operands().forEach(operand -> value(operand, when, path));
        }
    }

    private static Map<Label, List<Object>> and(Map<Label, List<Object>> when, Label label, List<Object> values) {
        Map<Label, List<Object>> both = new LinkedHashMap<>(when);
        both.merge(
                label,
                values,
                (first, second) -> first.stream().filter(second::contains).toList());
        return both;
    }

    private void found(Label label, Domain domain, Map<Label, List<Object>> when, String place) {
        if (when.values().stream().anyMatch(List::isEmpty)) {
            return; // Two conditions that exclude each other: this place is never reached.
        }
        Found earlier = found.get(label);
        if (earlier == null) {
            found.put(label, new Found(domain, new Condition(List.of(when)), place));
        } else if (!earlier.domain.equals(domain)) {
            throw new IllegalArgumentException("The label (" + label + ") names two different decisions: first "
                    + earlier.domain + " at (" + earlier.place + "), second " + domain + " at (" + place
                    + "). Maybe give the second its own label.");
        } else {
            found.put(label, new Found(domain, earlier.condition.or(when), earlier.place));
        }
    }

    private List<Decision> ordered() {
        Map<Label, Decision> order = new LinkedHashMap<>();
        for (Label label : found.keySet()) {
            visit(label, order, new ArrayList<>());
        }
        return List.copyOf(order.values());
    }

    private void visit(Label label, Map<Label, Decision> order, List<Label> open) {
        Found here = found.get(label);
        if (here == null || order.containsKey(label)) {
            return;
        }
        if (open.contains(label)) {
            throw new IllegalArgumentException("The decisions " + open + " depend on each other in a cycle, each one"
                    + " being nested in a candidate of another. Maybe give one of them its own label.");
        }
        open.add(label);
        for (Label parent : here.condition.labels()) {
            visit(parent, order, open);
        }
        open.remove(open.size() - 1);
        order.put(label, new Decision(label, here.domain, here.condition));
    }
}
