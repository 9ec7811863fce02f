package io.lanista.layer;

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
 * Makes and combines {@link DecisionDiagram}s: multi-valued decision diagrams, in which a decision that makes no difference doesn't
 * appear (Kam et al., "Multi-valued decision diagrams: theory and applications", 1998).
 *
 * <p>With decision 0 of two values and decision 1 of three,
 *
 * <pre>
 * a = select(0, [known 8, known 16])                 0: 8 | 16
 * b = select(1, [known 8, known 8, known 8])         8, since decision 1 makes no difference
 * c = apply([a, b], sum)                             0: 16 | 24
 * path(c, value -> value == 24)                      {0 = 1}: decision 0 has its second value
 * </pre>
 *
 * <p>Equal diagrams are one object, so that work on them is done once. Used by one thread.
 */
final class DecisionDiagrams {
    /** Says that the combinations are too many to go through. */
    static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLarge(String message) {
            super(message, null, false, false);
        }
    }

    private static final int MOST_STEPS = 200_000;

    private final IntUnaryOperator values;
    private final Map<Object, DecisionDiagram<?>> known = new HashMap<>();
    private final Map<List<Object>, DecisionDiagram<?>> branches = new HashMap<>();
    private int steps;

    /**
     * @param values how many values the decision with this number has
     */
    DecisionDiagrams(IntUnaryOperator values) {
        this.values = values;
    }

    @SuppressWarnings("unchecked") // Equal values have one type.
    <T> DecisionDiagram<T> known(T value) {
        return (DecisionDiagram<T>) known.computeIfAbsent(value, DecisionDiagram.Known::new);
    }

    /** One diagram for each value of a decision, none of which asks for it or an earlier one. */
    @SuppressWarnings("unchecked") // Equal children have one type.
    private <T> DecisionDiagram<T> branch(int level, List<DecisionDiagram<T>> children) {
        if (children.stream().allMatch(child -> child == children.get(0))) {
            return children.get(0);
        }
        List<Object> key = new ArrayList<>(children);
        key.add(level);
        return (DecisionDiagram<T>)
                branches.computeIfAbsent(key, unseen -> new DecisionDiagram.Branch<>(level, List.copyOf(children)));
    }

    /** What a function makes of the values of several diagrams, whatever is decided. */
    <T> DecisionDiagram<T> apply(List<DecisionDiagram<?>> operands, Function<List<Object>, T> function) {
        return apply(operands, function, new HashMap<>());
    }

    private <T> DecisionDiagram<T> apply(
            List<DecisionDiagram<?>> operands,
            Function<List<Object>, T> function,
            Map<List<DecisionDiagram<?>>, DecisionDiagram<T>> done) {
        DecisionDiagram<T> before = done.get(operands);
        if (before != null) {
            return before;
        }
        step();
        int level = level(operands);
        DecisionDiagram<T> result;
        if (level == Integer.MAX_VALUE) {
            List<Object> leaves = new ArrayList<>(operands.size());
            operands.forEach(operand -> leaves.add(((DecisionDiagram.Known<?>) operand).value()));
            result = known(function.apply(leaves));
        } else {
            List<DecisionDiagram<T>> children = new ArrayList<>();
            for (int i = 0; i < values.applyAsInt(level); i++) {
                int index = i;
                List<DecisionDiagram<?>> given = new ArrayList<>(operands.size());
                operands.forEach(operand -> given.add(operand.given(level, index)));
                children.add(apply(given, function, done));
            }
            result = branch(level, children);
        }
        done.put(operands, result);
        return result;
    }

    /** The diagram that a decision picks: one for each of its values. */
    <T> DecisionDiagram<T> select(int decision, List<DecisionDiagram<T>> options) {
        return select(decision, options, new HashMap<>());
    }

    private <T> DecisionDiagram<T> select(
            int decision, List<DecisionDiagram<T>> options, Map<List<DecisionDiagram<T>>, DecisionDiagram<T>> done) {
        DecisionDiagram<T> before = done.get(options);
        if (before != null) {
            return before;
        }
        step();
        int level = Math.min(decision, level(options));
        List<DecisionDiagram<T>> children = new ArrayList<>();
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
        DecisionDiagram<T> result = branch(level, children);
        done.put(options, result);
        return result;
    }

    /** The values (by index) of the decisions (by number) that lead to such a value, if one can be reached. */
    static <T> Optional<Map<Integer, Integer>> path(DecisionDiagram<T> diagram, Predicate<T> wanted) {
        Map<Integer, Integer> path = new TreeMap<>();
        return find(diagram, wanted, path, new HashSet<>()) ? Optional.of(path) : Optional.empty();
    }

    private static <T> boolean find(
            DecisionDiagram<T> diagram, Predicate<T> wanted, Map<Integer, Integer> path, Set<DecisionDiagram<T>> vain) {
        if (diagram instanceof DecisionDiagram.Known<T> known) {
            return wanted.test(known.value());
        }
        if (!vain.add(diagram)) {
            return false;
        }
        List<DecisionDiagram<T>> children = ((DecisionDiagram.Branch<T>) diagram).children();
        for (int i = 0; i < children.size(); i++) {
            path.put(diagram.level(), i);
            if (find(children.get(i), wanted, path, vain)) {
                return true;
            }
        }
        path.remove(diagram.level());
        return false;
    }

    private static int level(List<? extends DecisionDiagram<?>> diagrams) {
        int level = Integer.MAX_VALUE;
        for (DecisionDiagram<?> diagram : diagrams) {
            level = Math.min(level, diagram.level());
        }
        return level;
    }

    /** Counts one more combination that is looked at. */
    void step() {
        if (++steps > MOST_STEPS) {
            throw new TooLarge("More than (" + MOST_STEPS + ") combinations.");
        }
    }
}
