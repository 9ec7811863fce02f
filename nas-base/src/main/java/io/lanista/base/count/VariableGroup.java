package io.lanista.base.count;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Variables that depend on each other: the first one, and what is left for each of its values. Made by {@link VariableGroups}.
 *
 * @param number of the first variable among all
 * @param first the variable that is fixed first
 * @param classes its values, those together for which the same conditions hold; none if nothing depends on it
 * @param parts the other variables, those together that depend on each other even when the first one is fixed
 * @param count how many assignments of all its variables there are
 * @param uneven whether the values of the first variable are drawn evenly, rather than in proportion to what is behind them
 */
record VariableGroup<K, V>(
        int number,
        Variable<K, V> first,
        List<ValueClass<V>> classes,
        List<Part<K, V>> parts,
        BigInteger count,
        boolean uneven) {

    /**
     * Values of the first variable for which the same conditions hold.
     *
     * @param behind how many assignments of the other variables there are for each of them
     */
    record ValueClass<V>(List<V> values, BigInteger behind) {
        BigInteger weight() {
            return behind.multiply(BigInteger.valueOf(values.size()));
        }
    }

    /**
     * Variables that depend on each other even when the first one is fixed.
     *
     * @param tests for each condition on the first variable, the numbers of the classes for which it holds
     * @param left what is left of the part, by the numbers of the tests that hold
     */
    record Part<K, V>(List<BitSet> tests, Map<BitSet, List<VariableGroup<K, V>>> left) {
        List<VariableGroup<K, V>> left(int valueClass) {
            BitSet holding = new BitSet(tests.size());
            for (int i = 0; i < tests.size(); i++) {
                holding.set(i, tests.get(i).get(valueClass));
            }
            return Objects.requireNonNull(left.get(holding));
        }

        BigInteger count(int valueClass) {
            return product(left(valueClass));
        }
    }

    /** A value of the first variable, and the groups that are left to draw from. */
    record Draw<K, V>(V value, List<VariableGroup<K, V>> left) {}

    /** A variable that no other depends on. */
    static <K, V> VariableGroup<K, V> alone(int number, Variable<K, V> variable) {
        int values = variable.continuous() ? 1 : variable.values().size();
        return new VariableGroup<>(number, variable, List.of(), List.of(), BigInteger.valueOf(values), false);
    }

    static <K, V> VariableGroup<K, V> of(
            int number, Variable<K, V> first, List<ValueClass<V>> classes, List<Part<K, V>> parts, int unevenness) {
        BigInteger count = classes.stream().map(ValueClass::weight).reduce(BigInteger.ZERO, BigInteger::add);
        List<BigInteger> behind =
                classes.stream().map(ValueClass::behind).sorted().toList();
        BigInteger bound = behind.get(0).multiply(BigInteger.valueOf(unevenness));
        return new VariableGroup<>(
                number,
                first,
                classes,
                parts,
                count,
                behind.get(behind.size() - 1).compareTo(bound) > 0);
    }

    static <K, V> BigInteger product(List<VariableGroup<K, V>> groups) {
        return groups.stream().map(VariableGroup::count).reduce(BigInteger.ONE, BigInteger::multiply);
    }

    Draw<K, V> draw(RandomGenerator random) {
        if (classes.isEmpty()) {
            return new Draw<>(first.evenly().apply(random), List.of());
        }
        return uneven ? drawEvenly(random) : drawInProportion(random);
    }

    private Draw<K, V> drawEvenly(RandomGenerator random) {
        V value = first.evenly().apply(random);
        int drawn = 0;
        while (!classes.get(drawn).values().contains(value)) {
            drawn++;
        }
        return new Draw<>(value, left(drawn));
    }

    private Draw<K, V> drawInProportion(RandomGenerator random) {
        BigInteger target = below(count, random);
        int drawn = 0;
        while (target.compareTo(classes.get(drawn).weight()) >= 0) {
            target = target.subtract(classes.get(drawn++).weight());
        }
        ValueClass<V> found = classes.get(drawn);
        return new Draw<>(found.values().get(target.divide(found.behind()).intValueExact()), left(drawn));
    }

    /** What is left once the first variable has a value of this class, in the order of the variables. */
    private List<VariableGroup<K, V>> left(int valueClass) {
        return parts.stream()
                .flatMap(part -> part.left(valueClass).stream())
                .sorted(Comparator.comparingInt(VariableGroup::number))
                .toList();
    }

    private static BigInteger below(BigInteger bound, RandomGenerator random) {
        int bits = bound.bitLength();
        while (true) {
            byte[] bytes = new byte[bits / 8 + 1];
            random.nextBytes(bytes);
            BigInteger drawn = new BigInteger(1, bytes).mod(BigInteger.ONE.shiftLeft(bits));
            if (drawn.compareTo(bound) < 0) {
                return drawn;
            }
        }
    }
}
