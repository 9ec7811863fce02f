package io.lanista.api.layer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;

/**
 * Makes and combines {@link Diagram}s: multi-valued decision diagrams, in which a decision that makes no difference doesn't
 * appear (Kam et al., "Multi-valued decision diagrams: theory and applications", 1998). Used by one thread.
 */
final class Diagrams {
    /** Says that the combinations are too many to go through. */
    static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLarge(String message) {
            super(message, null, false, false);
        }
    }

    private static final int MOST_STEPS = 200_000;

    private final IntUnaryOperator values;
    private final Map<Object, Diagram<?>> known = new HashMap<>();
    private final Map<List<Object>, Diagram<?>> branches = new HashMap<>();
    private int steps;

    /**
     * @param values how many values the decision with this number has
     */
    Diagrams(IntUnaryOperator values) {
        this.values = values;
    }

    @SuppressWarnings("unchecked") // Equal values have one type.
    <T> Diagram<T> known(T value) {
        return (Diagram<T>) known.computeIfAbsent(value, Diagram.Known::new);
    }

    /** One diagram for each value of a decision, none of which asks for it or an earlier one. */
    @SuppressWarnings("unchecked") // Equal children have one type.
    private <T> Diagram<T> branch(int level, List<Diagram<T>> children) {
        if (children.stream().allMatch(child -> child == children.get(0))) {
            return children.get(0);
        }
        List<Object> key = new ArrayList<>(children);
        key.add(level);
        return (Diagram<T>) branches.computeIfAbsent(key, unseen -> new Diagram.Branch<>(level, List.copyOf(children)));
    }

    /** What a function makes of the values of several diagrams, whatever is decided. */
    <T> Diagram<T> apply(List<Diagram<?>> operands, Function<List<Object>, T> function) {
        return apply(operands, function, new HashMap<>());
    }

    private <T> Diagram<T> apply(
            List<Diagram<?>> operands, Function<List<Object>, T> function, Map<List<Diagram<?>>, Diagram<T>> done) {
        Diagram<T> before = done.get(operands);
        if (before != null) {
            return before;
        }
        step();
        int level = level(operands);
        Diagram<T> result;
        if (level == Integer.MAX_VALUE) {
            List<Object> leaves = new ArrayList<>(operands.size());
            operands.forEach(operand -> leaves.add(((Diagram.Known<?>) operand).value()));
            result = known(function.apply(leaves));
        } else {
            List<Diagram<T>> children = new ArrayList<>();
            for (int i = 0; i < values.applyAsInt(level); i++) {
                int index = i;
                List<Diagram<?>> given = new ArrayList<>(operands.size());
                operands.forEach(operand -> given.add(operand.given(level, index)));
                children.add(apply(given, function, done));
            }
            result = branch(level, children);
        }
        done.put(operands, result);
        return result;
    }

    /** The diagram that a decision picks: one for each of its values. */
    <T> Diagram<T> select(int decision, List<Diagram<T>> options) {
        return select(decision, options, new HashMap<>());
    }

    private <T> Diagram<T> select(int decision, List<Diagram<T>> options, Map<List<Diagram<T>>, Diagram<T>> done) {
        Diagram<T> before = done.get(options);
        if (before != null) {
            return before;
        }
        step();
        int level = Math.min(decision, level(options));
        List<Diagram<T>> children = new ArrayList<>();
        for (int i = 0; i < values.applyAsInt(level); i++) {
            int index = i;
            children.add(
                    level == decision
                            ? options.get(index).given(level, index)
                            : select(
                                    decision,
                                    options.stream()
                                            .map(option -> option.given(level, index))
                                            .toList(),
                                    done));
        }
        Diagram<T> result = branch(level, children);
        done.put(options, result);
        return result;
    }

    /** The values (by index) of the decisions (by number) that lead to such a value, if one can be reached. */
    static <T> Optional<Map<Integer, Integer>> path(Diagram<T> diagram, Predicate<T> wanted) {
        Map<Integer, Integer> path = new TreeMap<>();
        return find(diagram, wanted, path, new HashSet<>()) ? Optional.of(path) : Optional.empty();
    }

    private static <T> boolean find(
            Diagram<T> diagram, Predicate<T> wanted, Map<Integer, Integer> path, Set<Diagram<T>> vain) {
        if (diagram instanceof Diagram.Known<T> known) {
            return wanted.test(known.value());
        }
        if (!vain.add(diagram)) {
            return false;
        }
        List<Diagram<T>> children = ((Diagram.Branch<T>) diagram).children();
        for (int i = 0; i < children.size(); i++) {
            path.put(diagram.level(), i);
            if (find(children.get(i), wanted, path, vain)) {
                return true;
            }
        }
        path.remove(diagram.level());
        return false;
    }

    private static int level(List<? extends Diagram<?>> diagrams) {
        int level = Integer.MAX_VALUE;
        for (Diagram<?> diagram : diagrams) {
            level = Math.min(level, diagram.level());
        }
        return level;
    }

    private void step() {
        if (++steps > MOST_STEPS) {
            throw new TooLarge("More than (" + MOST_STEPS + ") combinations.");
        }
    }
}
