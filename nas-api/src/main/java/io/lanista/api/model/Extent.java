package io.lanista.api.model;

import io.lanista.base.order.Unfolding;
import io.lanista.base.order.Unfolding.Contents;
import io.lanista.base.order.Unfolding.Limit;

/**
 * How much there is when everything in a model is written out: every repeat with all its copies, every choice with all its
 * candidates, what stands in several places once for each.
 */
final class Extent {
    private Extent() {}

    /**
     * Checks a model against {@link Model#MAX_NODES} and {@link Model#MAX_DEPTH}.
     *
     * @throws IllegalArgumentException if it is too large
     */
    static void check(String name, Graph graph) {
        Limit nodes = new Limit(
                Model.MAX_NODES,
                () -> new IllegalArgumentException("The model (" + name + ") has more than (" + Model.MAX_NODES
                        + ") operations when all its copies and candidates are written out. Maybe repeat less, or offer"
                        + " fewer candidates."));
        Limit levels = new Limit(
                Model.MAX_DEPTH,
                () -> new IllegalArgumentException("The model (" + name + ") is nested more than (" + Model.MAX_DEPTH
                        + ") levels deep. Maybe write its inner parts one after the other."));
        new Unfolding<>(Extent::contents, nodes, levels).check(new Subgraph(graph).nested());
    }

    /** A layer counts with the values that are chosen or computed in it; each edge of a cell has all its candidates. */
    private static Contents<Operation> contents(Operation operation) {
        long own = 1
                + (operation instanceof Layer layer
                        ? layer.attributes().values().stream()
                                .mapToLong(Extent::size)
                                .sum()
                        : 0);
        long times = operation.match(
                layer -> 1L,
                nested -> 1L,
                choice -> 1L,
                choice -> 1L,
                repeat -> repeat.bodies().size() == 1 ? (long) repeat.max() : 1L,
                Extent::edges);
        return new Contents<>(own, operation.nested(), times);
    }

    private static long edges(Cell cell) {
        long edges = cell.topology()
                .match(wiring -> (long) wiring.nodes() * wiring.chosen(), wiring -> (long) wiring.edges());
        return Math.min(edges, Model.MAX_NODES);
    }

    /** A value that is computed counts with all that it is computed from. */
    private static long size(Value value) {
        return value.match(
                known -> 0L,
                choice -> 1L,
                expression -> 1
                        + expression.operands().stream().mapToLong(Extent::size).sum());
    }
}
