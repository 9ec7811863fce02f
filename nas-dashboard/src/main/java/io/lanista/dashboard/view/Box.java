package io.lanista.dashboard.view;

import java.util.List;

/**
 * A box in the drawing of a network.
 *
 * @param name the name of its node; of the last one, if it stands for several
 * @param reads the names of the boxes and inputs that it reads
 * @param lines what stands in it; empty for a cell
 * @param role how it is coloured
 * @param cell the kind of cell that it stands for, -1 for none
 * @param times how often that cell stands there, one after the other
 * @param shape what comes out in the end, in words; empty if it isn't known
 * @param parameters trainable numbers of all that it stands for
 * @param flops multiply-adds of all that it stands for
 */
record Box(
        String name,
        List<String> reads,
        List<String> lines,
        String role,
        int cell,
        int times,
        String shape,
        long parameters,
        long flops) {
    static final int NO_CELL = -1;
    static final String CELL = "cell";

    /** Copies. */
    Box {
        reads = List.copyOf(reads);
        lines = List.copyOf(lines);
    }

    boolean isCell() {
        return cell != NO_CELL;
    }

    Box reading(List<String> names) {
        return new Box(name, names, lines, role, cell, times, shape, parameters, flops);
    }

    /** Both in one box; what stands for the two has the name of the second. */
    Box and(Box next, List<String> allLines, String newRole, int newTimes) {
        return new Box(
                next.name,
                reads,
                allLines,
                newRole,
                cell,
                newTimes,
                next.shape,
                parameters + next.parameters,
                flops + next.flops);
    }
}
