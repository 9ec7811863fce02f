package io.lanista.api.model;

import java.util.List;
import java.util.function.Function;

/**
 * A nested graph. The node that holds it gives one input for each of the graph's inputs, in order.
 *
 * @param graph what stands inside
 */
public record Subgraph(Graph graph) implements Operation {
    @Override
    public boolean isConcrete() {
        return graph.isConcrete();
    }

    @Override
    public List<Operation> nested() {
        return graph.nodes().stream().map(Node::operation).toList();
    }

    @Override
    public <R> R match(
            Function<Layer, R> layer,
            Function<Subgraph, R> subgraph,
            Function<LayerChoice, R> layerChoice,
            Function<InputChoice, R> inputChoice,
            Function<Repeat, R> repeat,
            Function<Cell, R> cell) {
        return subgraph.apply(this);
    }
}
