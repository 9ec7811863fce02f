package io.lanista.api.model;

import java.util.List;
import java.util.function.Function;

/**
 * A chain of copies of an operation with one input; how many is fixed or decided by the search.
 *
 * @param label names the decision on the number of copies; its values run from {@code min} to {@code max}. If both
 *     are equal, there is no decision
 * @param min the smallest number of copies, at least 0
 * @param max the largest number of copies, at least 1
 * @param bodies one operation that is copied, or {@code max} operations, the first so many of which are used
 * @param shared whether all copies share their nested choices; otherwise the nested labels of copy {@code i} get the
 *     segment {@code i} appended
 */
public record Repeat(Label label, int min, int max, List<Operation> bodies, boolean shared) implements Operation {
    /** Checks the numbers and copies. */
    public Repeat {
        bodies = List.copyOf(bodies);
        if (min < 0 || max < Math.max(1, min)) {
            throw new IllegalArgumentException("The repeat (" + label + ") from (" + min + ") to (" + max
                    + ") copies is not possible. Maybe swap the ends.");
        }
        if (bodies.size() != 1 && bodies.size() != max) {
            throw new IllegalArgumentException("The repeat (" + label + ") has (" + bodies.size()
                    + ") bodies, and needs one, or one for each of its (" + max + ") copies.");
        }
    }

    /** Between {@code min} and {@code max} copies, each with its own nested choices. */
    public static Repeat of(String label, int min, int max, Operation body) {
        return new Repeat(Label.of(label), min, max, List.of(body), false);
    }

    /** Between {@code min} and {@code max} copies that share their nested choices. */
    public static Repeat shared(String label, int min, int max, Operation body) {
        return new Repeat(Label.of(label), min, max, List.of(body), true);
    }

    @Override
    public List<Operation> nested() {
        return bodies;
    }

    @Override
    public <R> R match(
            Function<Layer, R> layer,
            Function<Subgraph, R> subgraph,
            Function<LayerChoice, R> layerChoice,
            Function<InputChoice, R> inputChoice,
            Function<Repeat, R> repeat,
            Function<Cell, R> cell) {
        return repeat.apply(this);
    }

    /** Whether the number of copies is fixed. */
    public boolean isFixed() {
        return min == max;
    }

    /** The decision's values, if the number isn't fixed. */
    public Domain.IntRange domain() {
        return new Domain.IntRange(min, max, 1, false);
    }

    /** The operation of one copy, from 0, with its own labels unless they are shared. */
    public Operation copy(int index) {
        Operation body = bodies.get(bodies.size() == 1 ? 0 : index);
        return shared ? body : Rewriting.relabelled(body, label -> label.child(index));
    }
}
