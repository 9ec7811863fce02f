package io.lanista.api.space;

import io.lanista.api.model.Domain;
import io.lanista.api.model.Label;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Counts the choices of decisions with conditions exactly, and draws from them evenly.
 *
 * <p>Decisions that share no condition are independent, so their numbers multiply. Within a group, the first decision
 * that others depend on is fixed to each of its values in turn; values on which the same conditions hold are counted
 * once. A real range counts as one value, since it adds no discrete choice.
 */
final class SpaceCounter {
    /** A decision whose condition has been simplified by the answers so far. */
    private record Open(Decision decision, Condition condition) {}

    private final List<Open> all;
    /** The groups of all decisions; found once, since every draw begins with them. */
    private final List<List<Open>> roots;

    private final Map<List<Open>, BigInteger> known = new ConcurrentHashMap<>();

    SpaceCounter(List<Decision> decisions) {
        List<Open> open = new ArrayList<>();
        decisions.forEach(decision -> open.add(new Open(decision, decision.condition())));
        all = List.copyOf(open);
        roots = groups(all);
    }

    BigInteger count() {
        return count(all);
    }

    private BigInteger count(List<Open> open) {
        BigInteger product = BigInteger.ONE;
        for (List<Open> group : groups(open)) {
            product = product.multiply(countGroup(group));
        }
        return product;
    }

    private BigInteger countGroup(List<Open> group) {
        if (group.size() == 1) {
            return BigInteger.valueOf(size(group.get(0).decision.domain()));
        }
        BigInteger cached = known.get(group);
        if (cached != null) {
            return cached;
        }
        BigInteger sum = BigInteger.ZERO;
        for (List<Object> alike : classes(group).values()) {
            BigInteger rest = count(after(group, alike.get(0)));
            sum = sum.add(rest.multiply(BigInteger.valueOf(alike.size())));
        }
        known.put(group, sum);
        return sum;
    }

    /** Answers to all active decisions, each combination as likely as any other. */
    Map<Label, Object> sample(RandomGenerator random) {
        Map<Label, Object> answers = new HashMap<>();
        Deque<List<Open>> left = new ArrayDeque<>(roots);
        while (!left.isEmpty()) {
            List<Open> group = left.pop();
            Decision first = group.get(0).decision;
            if (group.size() == 1) {
                answers.put(first.label(), SearchSpace.uniform(first.domain(), random));
                continue;
            }
            Object value = draw(group, random);
            answers.put(first.label(), value);
            groups(after(group, value)).forEach(left::push);
        }
        return answers;
    }

    private Object draw(List<Open> group, RandomGenerator random) {
        BigInteger target = below(countGroup(group), random);
        for (List<Object> alike : classes(group).values()) {
            BigInteger each = count(after(group, alike.get(0)));
            BigInteger weight = each.multiply(BigInteger.valueOf(alike.size()));
            if (target.compareTo(weight) < 0) {
                return alike.get(target.divide(each).intValueExact());
            }
            target = target.subtract(weight);
        }
        throw new IllegalStateException("The counts of a space don't add up.");
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

    private static long size(Domain domain) {
        return domain.isFinite() ? domain.size() : 1;
    }

    /** The values of the group's first decision, those that make the same conditions true together. */
    private static Map<List<Boolean>, List<Object>> classes(List<Open> group) {
        Label label = group.get(0).decision.label();
        List<List<Object>> tests = new ArrayList<>();
        for (Open open : group) {
            for (Map<Label, List<Object>> alternative : open.condition.alternatives()) {
                if (alternative.containsKey(label)) {
                    tests.add(alternative.get(label));
                }
            }
        }
        List<List<Object>> distinct = List.copyOf(new LinkedHashSet<>(tests));
        Map<List<Boolean>, List<Object>> classes = new LinkedHashMap<>();
        for (Object value : group.get(0).decision.domain().values()) {
            List<Boolean> signature =
                    distinct.stream().map(test -> test.contains(value)).toList();
            classes.computeIfAbsent(signature, key -> new ArrayList<>()).add(value);
        }
        return classes;
    }

    /** What is left of a group once its first decision has a value: some conditions fall away, some decisions do. */
    private static List<Open> after(List<Open> group, Object value) {
        Label label = group.get(0).decision.label();
        List<Open> left = new ArrayList<>();
        Set<Label> alive = new LinkedHashSet<>();
        for (Open open : group.subList(1, group.size())) {
            List<Map<Label, List<Object>>> alternatives = new ArrayList<>();
            for (Map<Label, List<Object>> alternative : open.condition.alternatives()) {
                List<Object> allowed = alternative.get(label);
                boolean possible = allowed == null || allowed.contains(value);
                if (possible && alive(alternative, label, group, alive)) {
                    Map<Label, List<Object>> rest = new LinkedHashMap<>(alternative);
                    rest.remove(label);
                    alternatives.add(rest);
                }
            }
            if (!alternatives.isEmpty()) {
                left.add(new Open(open.decision, new Condition(alternatives)));
                alive.add(open.decision.label());
            }
        }
        return left;
    }

    /** Whether no decision that an alternative needs has fallen away. */
    private static boolean alive(
            Map<Label, List<Object>> alternative, Label answered, List<Open> group, Set<Label> alive) {
        for (Label needed : alternative.keySet()) {
            boolean inGroup =
                    group.stream().anyMatch(open -> open.decision.label().equals(needed));
            if (!needed.equals(answered) && inGroup && !alive.contains(needed)) {
                return false;
            }
        }
        return true;
    }

    /** Groups of decisions that depend on each other, each in order. */
    private static List<List<Open>> groups(List<Open> open) {
        Map<Label, Integer> index = new HashMap<>();
        int[] group = new int[open.size()];
        for (int i = 0; i < open.size(); i++) {
            group[i] = i;
            index.put(open.get(i).decision.label(), i);
            for (Label needed : open.get(i).condition.labels()) {
                Integer other = index.get(needed);
                if (other != null) {
                    merge(group, i, other);
                }
            }
        }
        Map<Integer, List<Open>> groups = new LinkedHashMap<>();
        for (int i = 0; i < open.size(); i++) {
            groups.computeIfAbsent(root(group, i), key -> new ArrayList<>()).add(open.get(i));
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

    private static void merge(int[] group, int first, int second) {
        group[root(group, first)] = root(group, second);
    }
}
