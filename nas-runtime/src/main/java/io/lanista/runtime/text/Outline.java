package io.lanista.runtime.text;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Cell;
import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Node;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Repeat;
import io.lanista.api.model.Subgraph;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes graphs as indented lines. */
final class Outline {
    private final StringBuilder text;

    Outline(StringBuilder text) {
        this.text = text;
    }

    void graph(Graph graph, String indent) {
        String before = graph.inputs().isEmpty()
                ? ""
                : graph.inputs().get(graph.inputs().size() - 1);
        for (Node node : graph.nodes()) {
            text.append(indent).append(node.name()).append(": ").append(title(node.operation()));
            if (!node.inputs().equals(List.of(before))) {
                text.append("  <- ").append(String.join(", ", node.inputs()));
            }
            text.append('\n');
            inner(node.operation(), indent + "  ");
            before = node.name();
        }
    }

    /** An operation in a few words, without what stands inside. */
    static String title(Operation operation) {
        return operation.match(
                Layer::toString,
                nested -> "sequence of " + nested.graph().nodes().size(),
                choice -> "choice " + choice.label() + " of " + names(choice.candidates()),
                choice -> "input choice " + choice.label() + ": " + choice.domain() + ", "
                        + choice.merge().name().toLowerCase(Locale.ROOT),
                repeat -> "repeat " + repeat.label() + ": "
                        + (repeat.isFixed() ? repeat.min() : repeat.min() + " to " + repeat.max()) + " times",
                cell -> "cell " + cell.label() + ": " + wiring(cell) + ", each one of " + names(cell.candidates()));
    }

    private static String names(List<Candidate> candidates) {
        return candidates.stream().map(Candidate::name).collect(Collectors.joining(" | "));
    }

    private static String wiring(Cell cell) {
        return cell.topology()
                .match(
                        wiring -> wiring.nodes() + " nodes that read " + wiring.chosen() + " of what is before them",
                        wiring -> wiring.vertices() + " vertices, at most " + wiring.maxEdges() + " edges");
    }

    private void inner(Operation operation, String indent) {
        if (operation instanceof Subgraph nested) {
            graph(nested.graph(), indent);
        } else {
            parts(operation).forEach((name, part) -> named(name, part, indent));
        }
    }

    /** The operations inside a placeholder by the names that they have in the outline. */
    private static Map<String, Operation> parts(Operation operation) {
        return operation.match(
                layer -> Map.of(),
                nested -> Map.of(),
                choice -> parts(choice.candidates()),
                choice -> Map.of(),
                Outline::bodies,
                cell -> parts(cell.candidates()));
    }

    private static Map<String, Operation> parts(List<Candidate> candidates) {
        Map<String, Operation> parts = new LinkedHashMap<>();
        candidates.forEach(candidate -> parts.put(candidate.name(), candidate.operation()));
        return parts;
    }

    private static Map<String, Operation> bodies(Repeat repeat) {
        Map<String, Operation> bodies = new LinkedHashMap<>();
        repeat.bodies()
                .forEach(body -> bodies.put("body" + (repeat.bodies().size() == 1 ? "" : " " + bodies.size()), body));
        return bodies;
    }

    private void named(String name, Operation operation, String indent) {
        text.append(indent).append(name).append(": ").append(title(operation)).append('\n');
        inner(operation, indent + "  ");
    }
}
