package io.lanista.base.count;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Variables with conditions, and all that they may be at once: counts these assignments exactly, draws from them, lists them.
 *
 * <p>What goes in is a list of variables, each after those that its condition depends on. Of {@code depth} in 1 to 3,
 * {@code kernel/0}, {@code kernel/1} (if depth is 2 or 3), {@code kernel/2} (if depth is 3) in [3, 5], and {@code rate} in [a, b, c]
 * it finds
 *
 * <pre>
 * kernel/0, rate                          alone: 2 and 3
 * depth, kernel/1, kernel/2               a group: its first variable is fixed to each of its values in turn
 *   depth = 1:                            1
 *   depth = 2: kernel/1                   2
 *   depth = 3: kernel/1, kernel/2         2 * 2
 * in all                                  2 * 3 * (1 + 2 + 4) = 42
 * </pre>
 *
 * <p>Variables that share no condition are independent, so their numbers multiply: they form {@link VariableGroup}s. What is left of
 * a group once its first variable is fixed falls into groups again. Equal groups are counted once. Where variables are entangled so
 * much that counting takes too long, there is no count, and they are drawn one by one. Immutable, and safe for use by several threads.
 *
 * @param <K> names of variables
 * @param <V> values of variables
 */
public final class Variables<K, V> {
    private final List<Variable<K, V>> variables;
    private final int unevenness;
    private volatile @Nullable Counted<K, V> counted;

    /** @param groups empty if there are too many to count */
    private record Counted<K, V>(Optional<List<VariableGroup<K, V>>> groups, Set<K> uneven) {}

    /**
     * @param variables each after those that it depends on
     * @param unevenness a variable is drawn evenly over its values if one of them has more than so many times as many assignments
     *     behind it as another
     */
    public Variables(List<Variable<K, V>> variables, int unevenness) {
        this.variables = List.copyOf(variables);
        this.unevenness = unevenness;
    }

    /** How many assignments there are; empty if the variables are too entangled to be counted. */
    public Optional<BigInteger> count() {
        return counted().groups.map(VariableGroup::product);
    }

    /** The variables whose values are drawn evenly, rather than in proportion to the assignments behind them. */
    public Set<K> uneven() {
        return counted().uneven;
    }

    /**
     * Draws an assignment: each is as likely as any other, but for the {@link #uneven} variables. Where there is no count, each
     * variable is drawn evenly.
     *
     * @return the values of all variables whose condition is met
     */
    public Map<K, V> draw(RandomGenerator random) {
        return counted().groups.map(groups -> draw(groups, random)).orElseGet(() -> oneByOne(random));
    }

    private Map<K, V> oneByOne(RandomGenerator random) {
        Map<K, V> drawn = new HashMap<>();
        for (Variable<K, V> variable : variables) {
            if (Variable.holds(variable.when(), drawn)) {
                drawn.put(variable.key(), variable.evenly().apply(random));
            }
        }
        return drawn;
    }

    /**
     * All assignments, lazily, the last variable changing fastest. Of a continuous variable, the listed values.
     *
     * @param fixed values of variables that keep them whenever their condition is met
     */
    public Stream<Map<K, V>> all(Map<K, V> fixed) {
        return extend(0, Map.of(), fixed);
    }

    private Stream<Map<K, V>> extend(int index, Map<K, V> values, Map<K, V> fixed) {
        int next = index;
        while (next < variables.size() && !Variable.holds(variables.get(next).when(), values)) {
            next++;
        }
        if (next == variables.size()) {
            return Stream.of(values);
        }
        Variable<K, V> variable = variables.get(next);
        int following = next + 1;
        V given = fixed.get(variable.key());
        return (given != null ? List.of(given) : variable.values()).stream().flatMap(value -> {
            Map<K, V> longer = new HashMap<>(values);
            longer.put(variable.key(), value);
            return extend(following, longer, fixed);
        });
    }

    private static <K, V> Map<K, V> draw(List<VariableGroup<K, V>> groups, RandomGenerator random) {
        Map<K, V> drawn = new HashMap<>();
        Deque<VariableGroup<K, V>> left = new ArrayDeque<>(groups);
        while (!left.isEmpty()) {
            VariableGroup<K, V> group = left.pop();
            VariableGroup.Draw<K, V> draw = group.draw(random);
            drawn.put(group.first().key(), draw.value());
            draw.left().forEach(left::push);
        }
        return drawn;
    }

    private Counted<K, V> counted() {
        Counted<K, V> known = counted;
        if (known == null) {
            known = find();
            counted = known; // Racing threads find the same.
        }
        return known;
    }

    private Counted<K, V> find() {
        VariableGroups<K, V> finder = new VariableGroups<>(variables, unevenness);
        try {
            List<VariableGroup<K, V>> groups = finder.find();
            return new Counted<>(Optional.of(groups), finder.uneven());
        } catch (VariableGroups.TooEntangledException e) {
            return new Counted<>(Optional.empty(), Set.of());
        }
    }
}
