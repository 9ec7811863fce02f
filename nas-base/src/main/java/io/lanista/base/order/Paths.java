package io.lanista.base.order;

/** Paths in graphs whose edges lead from lower to higher numbers. */
public final class Paths {
    private Paths() {}

    /**
     * Which vertices lie on a path from the first one to the last; none if there is no such path.
     *
     * @param edge whether there is an edge, by the numbers of the vertices that it leads from and to; a square
     */
    public static boolean[] betweenEnds(boolean[][] edge) {
        int size = edge.length;
        boolean[] reached = new boolean[size];
        reached[0] = true;
        boolean[] leading = new boolean[size];
        leading[size - 1] = true;
        for (int to = 1; to < size; to++) {
            for (int from = 0; from < to; from++) {
                reached[to] |= edge[from][to] && reached[from];
            }
        }
        for (int from = size - 2; from >= 0; from--) {
            for (int to = from + 1; to < size; to++) {
                leading[from] |= edge[from][to] && leading[to];
            }
        }
        boolean[] between = new boolean[size];
        for (int vertex = 0; vertex < size; vertex++) {
            between[vertex] = reached[vertex] && leading[vertex];
        }
        return between;
    }
}
