package io.lanista.api.model;

import java.util.List;

/**
 * A chain of copies of an operation with one input; how many is fixed or decided by the search.
 *
 * @param label names the decision on the number of copies; its values run from {@code least} to {@code most}. If both
 *     are equal, there is no decision
 * @param least the smallest number of copies, at least 0
 * @param most the largest number of copies, at least 1
 * @param bodies one operation that is copied, or {@code most} operations, the first so many of which are used
 * @param shared whether all copies share their nested choices; otherwise the nested labels of copy {@code i} get the
 *     segment {@code i} appended
 */
public record Repeat(Label label, int least, int most, List<Operation> bodies, boolean shared) implements Operation {
    /** Checks the numbers and copies. */
    public Repeat {
        bodies = List.copyOf(bodies);
        if (least < 0 || most < Math.max(1, least)) {
            throw new IllegalArgumentException("The repeat (" + label + ") from (" + least + ") to (" + most
                    + ") copies is not possible. Maybe swap the ends.");
        }
        if (bodies.size() != 1 && bodies.size() != most) {
            throw new IllegalArgumentException("The repeat (" + label + ") has (" + bodies.size()
                    + ") bodies, and needs one, or one for each of its (" + most + ") copies.");
        }
    }

    /** Between {@code least} and {@code most} copies, each with its own nested choices. */
    public static Repeat of(String label, int least, int most, Operation body) {
        return new Repeat(Label.of(label), least, most, List.of(body), false);
    }

    /** Between {@code least} and {@code most} copies that share their nested choices. */
    public static Repeat shared(String label, int least, int most, Operation body) {
        return new Repeat(Label.of(label), least, most, List.of(body), true);
    }

    /** Whether the number of copies is fixed. */
    public boolean isFixed() {
        return least == most;
    }

    /** The decision's values, if the number isn't fixed. */
    public Domain.IntRange domain() {
        return new Domain.IntRange(least, most, false);
    }

    /** The operation of one copy, from 0, with its own labels unless they are shared. */
    public Operation copy(int index) {
        Operation body = bodies.get(bodies.size() == 1 ? 0 : index);
        return shared ? body : Rewriting.relabelled(body, label -> label.child(index));
    }
}
