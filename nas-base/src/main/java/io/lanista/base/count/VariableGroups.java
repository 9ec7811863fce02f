package io.lanista.base.count;

import io.lanista.base.count.VariableGroup.Part;
import io.lanista.base.count.VariableGroup.ValueClass;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the {@link VariableGroup}s of variables; {@link Variables} has an example. Conditions are kept as sets of indexes of
 * values, and what is left of a group is found once for all values on which the same conditions hold. Used once, by one thread.
 */
final class VariableGroups<K, V> {
    /** Says that the variables depend on each other in too many ways to go through. */
    static final class TooEntangledException extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooEntangledException() {
            super(null, null, false, false);
        }
    }

    private static final int MAX_STEPS = 3_000_000;

    /** Deeper recursion might not fit on a stack. */
    private static final int MAX_DEPTH = 200;

    /**
     * A variable whose condition has been simplified by the values so far.
     *
     * @param variable its number
     * @param when its condition is met if one of these is: for each variable (by number), the values (by index) that it may have
     */
    private record Open(int variable, List<Map<Integer, BitSet>> when) {
        Set<Integer> needed() {
            Set<Integer> needed = new TreeSet<>();
            when.forEach(alternative -> needed.addAll(alternative.keySet()));
            return needed;
        }
    }

    private final List<Variable<K, V>> variables;
    private final int unevenness;
    private final Map<List<Open>, VariableGroup<K, V>> known = new HashMap<>();
    private final Set<K> uneven = new LinkedHashSet<>();
    private int steps;
    private int depth;

    VariableGroups(List<Variable<K, V>> variables, int unevenness) {
        this.variables = variables;
        this.unevenness = unevenness;
    }

    /**
     * The groups of all variables, in their order.
     *
     * @throws TooEntangledException if there is too much to go through
     */
    List<VariableGroup<K, V>> find() {
        Map<K, Integer> numbers = new HashMap<>();
        Map<K, Map<V, Integer>> indexes = new HashMap<>();
        List<Open> all = new ArrayList<>(variables.size());
        for (Variable<K, V> variable : variables) {
            List<Map<Integer, BitSet>> when = new ArrayList<>();
            for (Map<K, List<V>> alternative : variable.when()) {
                Map<Integer, BitSet> allowed = new LinkedHashMap<>();
                alternative.forEach((key, values) -> {
                    int number = Objects.requireNonNull(numbers.get(key));
                    Map<V, Integer> index = indexes.computeIfAbsent(key, unseen -> indexesOf(number));
                    BitSet set = new BitSet(index.size());
                    values.forEach(value -> set.set(Objects.requireNonNull(index.get(value))));
                    step(values.size());
                    allowed.put(number, set);
                });
                when.add(allowed);
            }
            all.add(new Open(numbers.size(), when));
            numbers.put(variable.key(), numbers.size());
        }
        return split(all).stream().map(this::group).toList();
    }

    /** The variables that were found to be uneven, see {@link Variables#uneven}. */
    Set<K> uneven() {
        return uneven;
    }

    private Map<V, Integer> indexesOf(int number) {
        Map<V, Integer> indexes = new HashMap<>();
        variables.get(number).values().forEach(value -> indexes.put(value, indexes.size()));
        step(indexes.size());
        return indexes;
    }

    private void step(int count) {
        steps += count;
        if (steps > MAX_STEPS) {
            throw new TooEntangledException();
        }
    }

    private VariableGroup<K, V> group(List<Open> members) {
        int number = members.get(0).variable;
        if (members.size() == 1) {
            return VariableGroup.alone(number, variables.get(number));
        }
        VariableGroup<K, V> group = known.get(members);
        if (group == null) {
            if (++depth > MAX_DEPTH) {
                throw new TooEntangledException();
            }
            group = compute(number, members.subList(1, members.size()));
            depth--;
            known.put(members, group);
            if (group.uneven()) {
                uneven.add(group.first().key());
            }
        }
        return group;
    }

    private VariableGroup<K, V> compute(int number, List<Open> others) {
        List<List<Open>> split = split(others, number);
        Set<BitSet> tests = new LinkedHashSet<>();
        split.forEach(part -> tests.addAll(tests(part, number)));
        List<List<Integer>> classes = classes(variables.get(number).values().size(), tests);
        List<Integer> examples = classes.stream().map(indexes -> indexes.get(0)).toList();
        List<Part<K, V>> parts = new ArrayList<>();
        split.forEach(part -> parts.add(part(part, number, examples)));
        List<BigInteger> behind = counts(parts, examples.size());
        List<V> values = variables.get(number).values();
        List<ValueClass<V>> valueClasses = new ArrayList<>();
        for (List<Integer> indexes : classes) {
            valueClasses.add(
                    new ValueClass<>(indexes.stream().map(values::get).toList(), behind.get(valueClasses.size())));
        }
        return VariableGroup.of(number, variables.get(number), valueClasses, parts, unevenness);
    }

    /** The sets of values that the conditions of these variables allow a variable to have. */
    private static Set<BitSet> tests(List<Open> part, int number) {
        Set<BitSet> tests = new LinkedHashSet<>();
        for (Open open : part) {
            for (Map<Integer, BitSet> alternative : open.when) {
                BitSet test = alternative.get(number);
                if (test != null) {
                    tests.add(test);
                }
            }
        }
        return tests;
    }

    /** The indexes of values, those together that pass the same tests, in the order of their first ones. */
    private List<List<Integer>> classes(int size, Collection<BitSet> tests) {
        int[] classOf = new int[size];
        for (BitSet test : tests) {
            step(size);
            Map<List<Object>, Integer> finer = new HashMap<>();
            for (int i = 0; i < size; i++) {
                Integer next = finer.putIfAbsent(List.of(classOf[i], test.get(i)), finer.size());
                classOf[i] = next == null ? finer.size() - 1 : next;
            }
        }
        Map<Integer, List<Integer>> classes = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            classes.computeIfAbsent(classOf[i], unseen -> new ArrayList<>()).add(i);
        }
        return List.copyOf(classes.values());
    }

    /**
     * @param examples the index of one value of each class
     */
    private Part<K, V> part(List<Open> part, int number, List<Integer> examples) {
        List<BitSet> tests = new ArrayList<>();
        for (BitSet test : tests(part, number)) {
            step(examples.size());
            BitSet holds = new BitSet(examples.size());
            for (int i = 0; i < examples.size(); i++) {
                holds.set(i, test.get(examples.get(i)));
            }
            tests.add(holds);
        }
        Map<BitSet, List<VariableGroup<K, V>>> left = new HashMap<>();
        for (int i : changes(tests, examples.size())) {
            BitSet holding = new BitSet(tests.size());
            for (int j = 0; j < tests.size(); j++) {
                holding.set(j, tests.get(j).get(i));
            }
            if (!left.containsKey(holding)) {
                List<Open> after = after(part, number, examples.get(i));
                left.put(holding, split(after).stream().map(this::group).toList());
            }
        }
        return new Part<>(tests, left);
    }

    /** The numbers of the classes at which other tests hold than at the class before; the first one is among them. */
    private static Set<Integer> changes(List<BitSet> tests, int size) {
        Set<Integer> changes = new TreeSet<>(Set.of(0));
        for (BitSet test : tests) {
            boolean holds = test.get(0);
            for (int i = 0; i < size; holds = !holds) {
                int next = holds ? test.nextClearBit(i) : test.nextSetBit(i);
                i = next < 0 ? size : next;
                if (i < size) {
                    changes.add(i);
                }
            }
        }
        return changes;
    }

    /** How many assignments of all parts there are behind a value of each class. From class to class, few parts change. */
    private static <K, V> List<BigInteger> counts(List<Part<K, V>> parts, int size) {
        List<List<Part<K, V>>> changed = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            changed.add(new ArrayList<>());
        }
        parts.forEach(
                part -> changes(part.tests(), size).forEach(i -> changed.get(i).add(part)));
        List<BigInteger> counts = new ArrayList<>(size);
        BigInteger count = BigInteger.ONE;
        for (int i = 0; i < size; i++) {
            for (Part<K, V> part : changed.get(i)) {
                BigInteger before = i == 0 ? BigInteger.ONE : part.count(i - 1);
                count = count.divide(before).multiply(part.count(i));
            }
            counts.add(count);
        }
        return counts;
    }

    /** What is left of variables once another has its value with this index: some conditions fall away, some variables do. */
    private List<Open> after(List<Open> part, int number, int index) {
        List<Open> left = new ArrayList<>();
        Set<Integer> gone = new TreeSet<>();
        for (Open open : part) {
            step(open.when.size());
            Set<Map<Integer, BitSet>> when = new LinkedHashSet<>();
            for (Map<Integer, BitSet> alternative : open.when) {
                BitSet allowed = alternative.get(number);
                if ((allowed == null || allowed.get(index))
                        && alternative.keySet().stream().noneMatch(gone::contains)) {
                    Map<Integer, BitSet> rest = new LinkedHashMap<>(alternative);
                    rest.remove(number);
                    when.add(rest);
                }
            }
            if (when.isEmpty()) {
                gone.add(open.variable);
            } else {
                boolean always = when.stream().anyMatch(Map::isEmpty);
                left.add(new Open(open.variable, always ? List.of(Map.of()) : List.copyOf(when)));
            }
        }
        return left;
    }

    private List<List<Open>> split(List<Open> open) {
        return split(open, -1);
    }

    /** Groups of variables that depend on each other, even when one of the others is fixed; each in order. */
    private List<List<Open>> split(List<Open> open, int fixed) {
        step(open.size());
        Map<Integer, Integer> places = new HashMap<>();
        int[] group = new int[open.size()];
        for (int i = 0; i < open.size(); i++) {
            group[i] = i;
            places.put(open.get(i).variable, i);
            for (int needed : open.get(i).needed()) {
                Integer other = places.get(needed);
                if (other != null && needed != fixed) {
                    group[root(group, i)] = root(group, other);
                }
            }
        }
        Map<Integer, List<Open>> groups = new LinkedHashMap<>();
        for (int i = 0; i < open.size(); i++) {
            groups.computeIfAbsent(root(group, i), unseen -> new ArrayList<>()).add(open.get(i));
        }
        return List.copyOf(groups.values());
    }

    private static int root(int[] group, int element) {
        int root = element;
        while (group[root] != root) {
            root = group[root];
        }
        return root;
    }
}
