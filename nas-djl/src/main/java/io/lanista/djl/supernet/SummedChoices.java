package io.lanista.djl.supernet;

import io.lanista.api.model.Cell;
import io.lanista.api.model.Graph;
import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Node;
import io.lanista.layer.LayerCatalogue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds choices whose outputs are added up. In: a graph, or an edge of a cell. Out: for each such choice, its place among the
 * summands, so that a mixed block can weigh them against each other. Of {@code s = add(a, b)} with two choices {@code a} and
 * {@code b} that nothing else reads, {@code a} is summand 0 of 2, and {@code b} summand 1.
 */
final class SummedChoices {
    private SummedChoices() {}

    /** The place of an edge of a cell among all edges into its node. */
    static Optional<ChoiceSite.Sum> into(Cell cell, int node, int from) {
        return Optional.of(new ChoiceSite.Sum(cell.label().child("sum_" + node), from, node));
    }

    /** By node: choices that nothing but one sum reads, and a sum of nothing but choices. */
    static Map<String, ChoiceSite.Sum> of(Graph graph, LayerCatalogue catalogue) {
        Map<String, Node> choices = new HashMap<>();
        Map<String, Integer> readers = new HashMap<>();
        for (Node node : graph.nodes()) {
            node.inputs().forEach(input -> readers.merge(input, 1, Integer::sum));
            if (node.operation() instanceof LayerChoice) {
                choices.put(node.name(), node);
            }
        }
        Map<String, ChoiceSite.Sum> sums = new HashMap<>();
        for (Node node : graph.nodes()) {
            if (node.operation() instanceof Layer layer
                    && catalogue.type(layer.type()).isSum()
                    && node.inputs().stream()
                            .allMatch(input -> choices.containsKey(input)
                                    && readers.getOrDefault(input, 0) == 1
                                    && !input.equals(graph.output()))) {
                Label label = label(node.inputs(), choices);
                for (int i = 0; i < node.inputs().size(); i++) {
                    sums.put(
                            node.inputs().get(i),
                            new ChoiceSite.Sum(label, i, node.inputs().size()));
                }
            }
        }
        return sums;
    }

    private static Label label(List<String> summands, Map<String, Node> choices) {
        StringBuilder name = new StringBuilder();
        for (String summand : summands) {
            Node node = choices.get(summand);
            if (node != null && node.operation() instanceof LayerChoice choice) {
                name.append(name.length() == 0 ? "" : "/plus/").append(choice.label());
            }
        }
        return Label.of(name.toString());
    }
}
