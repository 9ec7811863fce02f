package io.lanista.djl.supernet;

import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Node;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Subgraph;
import java.util.List;

/** Batch normalisations without scales and shifts of their own. */
final class PlainNorms {
    private static final List<String> TYPES = List.of("batch_norm", "factorized_reduction");

    private PlainNorms() {}

    /** A concrete operation in which no batch normalisation learns anything. */
    static Operation in(Operation concrete) {
        if (concrete instanceof Layer layer) {
            return TYPES.contains(layer.type()) ? layer.with("affine", false) : layer;
        }
        if (concrete instanceof Subgraph nested) {
            Graph graph = nested.graph();
            List<Node> nodes = graph.nodes().stream()
                    .map(node -> new Node(node.name(), in(node.operation()), node.inputs()))
                    .toList();
            return new Subgraph(Graph.of(graph.inputs(), nodes, graph.output()));
        }
        return concrete;
    }
}
