package io.lanista.layer;

import io.lanista.api.model.Graph;
import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Node;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Shape;
import io.lanista.api.model.Subgraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the canonical form of a graph's output: what goes in are the canonical forms of the inputs, what comes out is that of the output.
 * Nodes are gone through in order; those that don't lead to the output are left out. Of {@code x -> add(identity(x), zero(x))} it finds
 * that the output is x: an identity is its input, a zero layer is a sum without parts, and a sum adds up the parts of its inputs. Used by
 * one thread.
 */
final class CanonicalGraph {
    private final LayerCatalogue catalogue;

    CanonicalGraph(LayerCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    CanonicalTensor output(Graph graph, List<CanonicalTensor> inputs) {
        Map<String, CanonicalTensor> terms = new HashMap<>();
        for (int i = 0; i < graph.inputs().size(); i++) {
            terms.put(graph.inputs().get(i), inputs.get(i));
        }
        for (Node node : alive(graph)) {
            List<CanonicalTensor> reads = new ArrayList<>(node.inputs().size());
            node.inputs().forEach(input -> reads.add(Objects.requireNonNull(terms.get(input))));
            terms.put(node.name(), operation(node, node.operation(), reads));
        }
        return Objects.requireNonNull(terms.get(graph.output()));
    }

    /** The nodes that lead to the output, in order. */
    static List<Node> alive(Graph graph) {
        Set<String> alive = new HashSet<>();
        alive.add(graph.output());
        for (int i = graph.nodes().size() - 1; i >= 0; i--) {
            Node node = graph.nodes().get(i);
            if (alive.contains(node.name())) {
                alive.addAll(node.inputs());
            }
        }
        return graph.nodes().stream()
                .filter(node -> alive.contains(node.name()))
                .toList();
    }

    CanonicalTensor operation(Node node, Operation operation, List<CanonicalTensor> inputs) {
        if (operation instanceof Subgraph nested) {
            if (nested.graph().inputs().size() != inputs.size()) {
                throw new InvalidArchitectureException(
                        "The node (" + node.name() + ") has (" + inputs.size() + ") inputs, and the graph in it ("
                                + nested.graph().inputs().size() + ").");
            }
            return output(nested.graph(), inputs);
        }
        if (operation instanceof Layer layer) {
            return layer(layer, inputs);
        }
        throw new IllegalArgumentException("The node (" + node.name() + ") is still to be decided: " + operation
                + ". Maybe freeze the model first.");
    }

    private CanonicalTensor layer(Layer layer, List<CanonicalTensor> inputs) {
        List<Shape> shapes = inputs.stream().map(CanonicalTensor::shape).toList();
        LayerUse use = catalogue.use("", layer, shapes);
        LayerType type = catalogue.type(layer.type());
        Optional<Graph> expansion = type.expansion(use.layer(), shapes);
        if (expansion.isPresent()) {
            return output(expansion.get(), inputs);
        }
        if (type.isIdentity(use.layer(), shapes)) {
            return inputs.get(0);
        }
        if (isZero(type.zeros(use.layer()), inputs)) {
            return CanonicalTensor.zero(use.output());
        }
        if (type.isSum()) {
            return CanonicalTensor.sum(inputs, use.output());
        }
        List<String> hashes =
                inputs.stream().map(CanonicalTensor::hash).collect(Collectors.toCollection(ArrayList::new));
        if (type.isCommutative()) {
            hashes.sort(null);
        }
        return CanonicalTensor.of("layer " + use.layer().hash() + " " + hashes, use.output());
    }

    private static boolean isZero(ZeroRule rule, List<CanonicalTensor> inputs) {
        return switch (rule) {
            case NEVER -> false;
            case IF_ALL_INPUTS_ARE -> inputs.stream().allMatch(CanonicalTensor::isZero);
            case IF_ANY_INPUT_IS -> inputs.stream().anyMatch(CanonicalTensor::isZero);
            case ALWAYS -> true;
        };
    }
}
