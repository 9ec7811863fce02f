package io.lanista.djl.supernet;

import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Node;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Subgraph;
import io.lanista.layer.LayerCatalogue;
import java.util.List;

/**
 * Takes the scales and shifts out of batch normalisations.
 *
 * @param catalogue knows which layers have them
 */
record PlainNorms(LayerCatalogue catalogue) {
    /** A concrete operation in which no batch normalisation learns anything. */
    Operation in(Operation concrete) {
        if (concrete instanceof Layer layer) {
            return catalogue.type(layer.type()).withoutNormScales(layer);
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
