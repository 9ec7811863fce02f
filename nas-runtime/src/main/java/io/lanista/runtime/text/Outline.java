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
import io.lanista.api.model.Subgraph;
import java.util.List;
import java.util.Locale;

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
        if (operation instanceof Layer layer) {
            return layer.toString();
        }
        if (operation instanceof LayerChoice choice) {
            return "choice " + choice.label() + " of "
                    + String.join(
                            " | ",
                            choice.candidates().stream().map(Candidate::name).toList());
        }
        if (operation instanceof InputChoice choice) {
            return "input choice " + choice.label() + ": " + choice.domain() + ", "
                    + choice.merge().name().toLowerCase(Locale.ROOT);
        }
        if (operation instanceof Repeat repeat) {
            return "repeat " + repeat.label() + ": "
                    + (repeat.isFixed() ? repeat.least() : repeat.least() + " to " + repeat.most()) + " times";
        }
        if (operation instanceof Cell cell) {
            return "cell " + cell.label() + ": " + wiring(cell) + ", each one of "
                    + String.join(
                            " | ",
                            cell.candidates().stream().map(Candidate::name).toList());
        }
        Graph graph = ((Subgraph) operation).graph();
        return "sequence of " + graph.nodes().size();
    }

    private static String wiring(Cell cell) {
        if (cell.topology() instanceof Cell.Topology.Predecessors wiring) {
            return wiring.nodes() + " nodes that read " + wiring.chosen() + " of what is before them";
        }
        Cell.Topology.Adjacency wiring = (Cell.Topology.Adjacency) cell.topology();
        return wiring.vertices() + " vertices, at most " + wiring.maxEdges() + " edges";
    }

    private void inner(Operation operation, String indent) {
        if (operation instanceof Subgraph nested) {
            graph(nested.graph(), indent);
        } else if (operation instanceof LayerChoice choice) {
            for (Candidate candidate : choice.candidates()) {
                named(candidate.name(), candidate.operation(), indent);
            }
        } else if (operation instanceof Repeat repeat) {
            for (int i = 0; i < repeat.bodies().size(); i++) {
                named(
                        "body" + (repeat.bodies().size() == 1 ? "" : " " + i),
                        repeat.bodies().get(i),
                        indent);
            }
        } else if (operation instanceof Cell cell) {
            for (Candidate candidate : cell.candidates()) {
                named(candidate.name(), candidate.operation(), indent);
            }
        }
    }

    private void named(String name, Operation operation, String indent) {
        text.append(indent).append(name).append(": ").append(title(operation)).append('\n');
        inner(operation, indent + "  ");
    }
}
