package io.lanista.djl.supernet;

import io.lanista.api.model.Cell;
import io.lanista.api.model.Label;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How the decisions of a cell follow from the weights of its edges (Liu et al., "DARTS", 2019, section 2.4): an edge is as
 * strong as its strongest candidate that isn't always zero; each node keeps its strongest edges, with that candidate.
 */
record CellRule(Cell cell, Cell.Topology.Predecessors wiring) {
    /** The number of each node, counted from the cell's inputs. */
    List<Integer> nodes() {
        return IntStream.range(cell.inputs(), cell.inputs() + wiring.nodes())
                .boxed()
                .toList();
    }

    /** The edges into a node by falling strength; of equals, the earlier one first. */
    List<Integer> byStrength(int node, EdgeWeights weights) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, node).boxed().toList());
        order.sort(Comparator.comparingDouble((Integer from) -> -strength(node, from, weights)));
        return order;
    }

    /** The inputs that a node keeps, in rising order. */
    List<Long> inputs(int node, EdgeWeights weights) {
        return byStrength(node, weights).stream()
                .limit(wiring.chosen())
                .sorted()
                .map(Integer::longValue)
                .toList();
    }

    double strength(int node, int from, EdgeWeights weights) {
        Label edge = Decisions.edge(cell, node, from);
        return weights.strength(edge) * weights.probabilities(edge)[best(edge, weights)];
    }

    /** The strongest candidate of an edge that isn't always zero, if there is one; otherwise the strongest. */
    static int best(Label edge, EdgeWeights weights) {
        double[] all = weights.probabilities(edge);
        int best = -1;
        for (int i = 0; i < all.length; i++) {
            if (!weights.isZero(edge, i) && (best < 0 || all[i] > all[best])) {
                best = i;
            }
        }
        return Math.max(best, 0);
    }

    /** What is known of the edges. */
    interface EdgeWeights {
        double[] probabilities(Label edge);

        double strength(Label edge);

        boolean isZero(Label edge, int candidate);
    }
}
