package io.lanista.djl.supernet;

import ai.djl.ndarray.NDArray;
import io.lanista.api.model.Shape;
import io.lanista.api.space.Choices;
import java.util.ArrayList;
import java.util.List;

/**
 * A graph with something to decide in it.
 *
 * @param nodes in an order in which they can be computed
 * @param tensors how many tensors there are; the inputs come first, then one for each node
 * @param result the number of the output
 */
record GraphPart(List<PlacedNode> nodes, int tensors, int result, Shape output) implements Part {
    /** A node and the numbers of the tensors that it reads. */
    record PlacedNode(String name, Part part, List<Integer> from) {}

    GraphPart {
        nodes = List.copyOf(nodes);
    }

    @Override
    public NDArray apply(List<NDArray> inputs, MixedPass pass) {
        NDArray[] known = inputs.toArray(new NDArray[tensors]);
        int next = inputs.size();
        for (PlacedNode node : nodes) {
            List<NDArray> reads = new ArrayList<>(node.from.size());
            node.from.forEach(number -> reads.add(known[number]));
            known[next++] = node.part.apply(reads, pass);
        }
        return known[result];
    }

    @Override
    public void trace(Choices choices, String frozen, Paths paths) {
        nodes.forEach(node -> node.part.trace(choices, Paths.join(frozen, node.name), paths));
    }
}
