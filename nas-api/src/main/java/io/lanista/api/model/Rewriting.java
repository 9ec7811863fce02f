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
        return operation.match(
                this::layer,
                nested -> new Subgraph(graph(nested.graph())),
                choice -> new LayerChoice(
                        rename.apply(choice.label()), Candidate.changed(choice.candidates(), this::operation)),
                choice -> new InputChoice(
                        rename.apply(choice.label()), choice.candidates(), choice.min(), choice.max(), choice.merge()),
                repeat -> new Repeat(
                        rename.apply(repeat.label()),
                        repeat.min(),
                        repeat.max(),
                        repeat.bodies().stream().map(this::operation).toList(),
                        repeat.shared()),
                this::cell);
    }

    private Layer layer(Layer layer) {
        SortedMap<String, Value> attributes = new TreeMap<>();
        layer.attributes().forEach((name, value) -> attributes.put(name, value(value)));
        return Layer.of(layer.type(), attributes);
    }

    /** A cell's decisions carry its label as a prefix, so a cell is renamed by its prefix. */
    private Cell cell(Cell cell) {
        Label renamed = rename.apply(cell.label());
        SortedMap<Label, Object> answers = new TreeMap<>();
        int prefix = cell.label().value().length();
        cell.answers()
                .forEach((label, answer) ->
                        answers.put(Label.of(renamed.value() + label.value().substring(prefix)), answer));
        return cell.with(renamed, this::operation, answers);
    }

    private Graph graph(Graph graph) {
        List<Node> nodes = new ArrayList<>(graph.nodes().size());
        for (Node node : graph.nodes()) {
            nodes.add(new Node(node.name(), operation(node.operation()), node.inputs()));
        }
        return Graph.trusted(graph.inputs(), nodes, graph.output());
    }

    private Value value(Value value) {
        return value.match(
                constants::apply,
                choice -> new Value.ValueChoice(rename.apply(choice.label()), choice.domain()),
                expression -> new Value.Expression(
                        expression.operator(),
                        expression.operands().stream().map(this::value).toList()));
    }
}
