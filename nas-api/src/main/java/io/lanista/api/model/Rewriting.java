package io.lanista.api.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Changes the labels or the known attribute values of an operation, however deep they lie. */
final class Rewriting {
    private final UnaryOperator<Label> rename;
    private final UnaryOperator<Value> constants;
    private final boolean sharesConcrete;

    private Rewriting(UnaryOperator<Label> rename, UnaryOperator<Value> constants, boolean sharesConcrete) {
        this.rename = rename;
        this.constants = constants;
        this.sharesConcrete = sharesConcrete;
    }

    /** Renames every decision of an operation; parts without decisions are shared, not copied. */
    static Operation relabelled(Operation operation, UnaryOperator<Label> rename) {
        return new Rewriting(rename, UnaryOperator.identity(), true).operation(operation);
    }

    /** Replaces known values of attributes; those inside choices and expressions stay. */
    static Graph withConstants(Graph graph, UnaryOperator<Value> constants) {
        return new Rewriting(UnaryOperator.identity(), constants, false).graph(graph);
    }

    private Operation operation(Operation operation) {
        if (sharesConcrete && operation.isConcrete()) {
            return operation;
        }
        if (operation instanceof Layer layer) {
            SortedMap<String, Value> attributes = new TreeMap<>();
            layer.attributes().forEach((name, value) -> attributes.put(name, value(value)));
            return Layer.of(layer.type(), attributes);
        }
        if (operation instanceof Subgraph nested) {
            return new Subgraph(graph(nested.graph()));
        }
        if (operation instanceof LayerChoice choice) {
            return new LayerChoice(rename.apply(choice.label()), candidates(choice.candidates()));
        }
        if (operation instanceof InputChoice choice) {
            return new InputChoice(
                    rename.apply(choice.label()), choice.candidates(), choice.least(), choice.most(), choice.merge());
        }
        if (operation instanceof Repeat repeat) {
            return new Repeat(
                    rename.apply(repeat.label()),
                    repeat.least(),
                    repeat.most(),
                    repeat.bodies().stream().map(this::operation).toList(),
                    repeat.shared());
        }
        return cell((Cell) operation);
    }

    /** A cell's decisions carry its label as a prefix, so a cell is renamed by its prefix. */
    private Cell cell(Cell cell) {
        Label renamed = rename.apply(cell.label());
        SortedMap<Label, Object> answers = new TreeMap<>();
        int prefix = cell.label().value().length();
        cell.answers()
                .forEach((label, answer) ->
                        answers.put(Label.of(renamed.value() + label.value().substring(prefix)), answer));
        Operation last = cell.postprocessing();
        return new Cell(
                renamed,
                cell.inputs(),
                cell.topology(),
                candidates(cell.candidates()),
                candidates(cell.inputCandidates()),
                cell.preprocessing().stream().map(this::operation).toList(),
                last == null ? null : operation(last),
                answers);
    }

    private Graph graph(Graph graph) {
        List<Node> nodes = new ArrayList<>(graph.nodes().size());
        for (Node node : graph.nodes()) {
            nodes.add(new Node(node.name(), operation(node.operation()), node.inputs()));
        }
        return Graph.trusted(graph.inputs(), nodes, graph.output());
    }

    private List<Candidate> candidates(List<Candidate> candidates) {
        return candidates.stream()
                .map(candidate -> new Candidate(candidate.name(), operation(candidate.operation())))
                .toList();
    }

    private Value value(Value value) {
        if (value instanceof Value.ValueChoice choice) {
            return new Value.ValueChoice(rename.apply(choice.label()), choice.domain());
        }
        if (value instanceof Value.Expression expression) {
            return new Value.Expression(
                    expression.operator(),
                    expression.operands().stream().map(this::value).toList());
        }
        return constants.apply(value);
    }
}
