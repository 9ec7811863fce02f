package io.lanista.api.layer;

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

/** Finds what the tensors of a graph are. Used by one thread. */
final class TermGraph {
    private final LayerCatalogue catalogue;

    TermGraph(LayerCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    Term output(Graph graph, List<Term> inputs) {
        Map<String, Term> terms = new HashMap<>();
        for (int i = 0; i < graph.inputs().size(); i++) {
            terms.put(graph.inputs().get(i), inputs.get(i));
        }
        Set<String> alive = alive(graph);
        for (Node node : graph.nodes()) {
            if (alive.contains(node.name())) {
                List<Term> reads = new ArrayList<>(node.inputs().size());
                node.inputs().forEach(input -> reads.add(Objects.requireNonNull(terms.get(input))));
                terms.put(node.name(), operation(node, node.operation(), reads));
            }
        }
        return Objects.requireNonNull(terms.get(graph.output()));
    }

    private static Set<String> alive(Graph graph) {
        Set<String> alive = new HashSet<>();
        alive.add(graph.output());
        for (int i = graph.nodes().size() - 1; i >= 0; i--) {
            Node node = graph.nodes().get(i);
            if (alive.contains(node.name())) {
                alive.addAll(node.inputs());
            }
        }
        return alive;
    }

    private Term operation(Node node, Operation operation, List<Term> inputs) {
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

    private Term layer(Layer layer, List<Term> inputs) {
        List<Shape> shapes = inputs.stream().map(Term::shape).toList();
        LayerUse use = catalogue.use("", layer, shapes);
        LayerType type = catalogue.type(layer.type());
        Optional<Graph> expansion = type.expansion(use.layer(), shapes);
        if (expansion.isPresent()) {
            return output(expansion.get(), inputs);
        }
        if (type.isIdentity(use.layer(), shapes)) {
            return inputs.get(0);
        }
        if (isZero(type, use.layer(), inputs)) {
            return Term.zero(use.output());
        }
        if (layer.type().equals(Arrangements.ADD)) {
            return Term.sum(inputs, use.output());
        }
        List<String> hashes = inputs.stream().map(Term::hash).collect(Collectors.toCollection(ArrayList::new));
        if (type.isCommutative()) {
            hashes.sort(null);
        }
        return Term.of("layer " + use.layer().hash() + " " + hashes, use.output());
    }

    private static boolean isZero(LayerType type, Layer layer, List<Term> inputs) {
        return type.name().equals(Arrangements.ZERO)
                || (type.name().equals(Arrangements.MULTIPLY) && inputs.stream().anyMatch(Term::isZero))
                || (type.preservesZero(layer) && inputs.stream().allMatch(Term::isZero));
    }
}
