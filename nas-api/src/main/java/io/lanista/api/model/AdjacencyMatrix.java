package io.lanista.api.model;

import io.lanista.base.order.Paths;
import java.util.List;

/** The wiring of a NAS-Bench-101 cell: which vertices lie on a path from input to output, and how wide each one is. */
final class AdjacencyMatrix {
    private final int size;
    private final boolean[][] edge;
    private final boolean[] used;
    private final long outputChannels;

    AdjacencyMatrix(Cell.Topology.Adjacency wiring, List<?> chosen, Label label) {
        size = wiring.vertices();
        outputChannels = wiring.channels();
        edge = new boolean[size][size];
        int index = 0;
        for (int from = 0; from < size; from++) {
            for (int to = from + 1; to < size; to++) {
                edge[from][to] = chosen.contains((long) index++);
            }
        }
        used = Paths.betweenEnds(edge);
        if (!used[0]) {
            throw new InvalidArchitectureException(
                    "The cell (" + label + ") with the edges " + chosen + " has no path from its input to its output.");
        }
    }

    boolean isUsed(int vertex) {
        return used[vertex];
    }

    boolean has(int from, int to) {
        return edge[from][to] && used[from] && used[to];
    }

    /**
     * The channels of each vertex: those that lead to the output share its channels, the first ones taking what
     * remains; every other is as wide as the widest that reads it. (NAS-Bench-101, Ying et al. 2019, section 3.)
     */
    long[] channels() {
        long[] channels = new long[size];
        int last = size - 1;
        channels[last] = outputChannels;
        int sharing = 0;
        for (int vertex = 1; vertex < last; vertex++) {
            sharing += has(vertex, last) ? 1 : 0;
        }
        long extra = sharing == 0 ? 0 : outputChannels % sharing;
        for (int vertex = 1; vertex < last; vertex++) {
            if (has(vertex, last)) {
                channels[vertex] = outputChannels / sharing + (extra-- > 0 ? 1 : 0);
            }
        }
        for (int vertex = last - 1; vertex > 0; vertex--) {
            if (used[vertex] && !has(vertex, last)) {
                for (int to = vertex + 1; to < last; to++) {
                    channels[vertex] = has(vertex, to) ? Math.max(channels[vertex], channels[to]) : channels[vertex];
                }
            }
        }
        return channels;
    }

    static Operation projection(long channels) {
        return Graph.sequence(
                Layer.of("conv2d", "out_channels", channels, "kernel", 1, "bias", false),
                Layer.of("batch_norm"),
                Layer.of("relu"));
    }
}
