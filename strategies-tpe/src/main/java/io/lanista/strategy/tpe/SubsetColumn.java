package io.lanista.strategy.tpe;

import io.lanista.api.model.Domain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Subsets: the observed one keeps {@code 1 - b}; half of the rest goes to those that differ in one element (added, removed or
 * exchanged), and half is spread evenly. A code is a number given to each subset when it is first seen.
 */
final class SubsetColumn implements Column {
    private final Domain.SomeOf domain;
    private final double same;
    private final Map<Object, Integer> codes = new HashMap<>();
    private final List<List<Long>> subsets = new ArrayList<>();

    SubsetColumn(Domain.SomeOf domain, double bandwidth) {
        this.domain = domain;
        this.same = Math.max(1 - bandwidth, 1.0 / domain.size());
    }

    @Override
    @SuppressWarnings("unchecked") // The values of this domain are lists of indexes.
    public double encode(Object value) {
        if (!(value instanceof List<?>)) {
            return Double.NaN;
        }
        Integer known = codes.get(value);
        if (known == null) {
            known = subsets.size();
            codes.put(value, known);
            subsets.add((List<Long>) value);
        }
        return known;
    }

    @Override
    public Object decode(double code) {
        return subsets.get((int) code);
    }

    @Override
    public double draw(double observed, RandomGenerator random) {
        double drawn = random.nextDouble();
        if (drawn < same || domain.size() == 1) {
            return observed;
        }
        return drawn < same + (1 - same) / 2 ? drawPrior(random) : neighbour(subsets.get((int) observed), random);
    }

    /** One element exchanged, added or removed, each kind and element as its number of outcomes has it. */
    private double neighbour(List<Long> subset, RandomGenerator random) {
        List<Long> changed = new ArrayList<>(subset);
        long target = (long) (random.nextDouble() * neighbours(subset.size()));
        long exchanges = exchanges(subset.size());
        if (target < exchanges) {
            changed.remove(random.nextInt(changed.size()));
            changed.add(absent(subset, random));
        } else if (target < exchanges + removals(subset.size())) {
            changed.remove(random.nextInt(changed.size()));
        } else {
            changed.add(absent(subset, random));
        }
        changed.sort(null);
        return encode(List.copyOf(changed));
    }

    private long absent(List<Long> subset, RandomGenerator random) {
        long element = random.nextInt(domain.candidates());
        while (subset.contains(element)) {
            element = random.nextInt(domain.candidates());
        }
        return element;
    }

    private long exchanges(int size) {
        return (long) size * (domain.candidates() - size);
    }

    private long removals(int size) {
        return size > domain.min() ? size : 0;
    }

    private long neighbours(int size) {
        long additions = size < domain.max() ? domain.candidates() - size : 0;
        return exchanges(size) + removals(size) + additions;
    }

    @Override
    public double drawPrior(RandomGenerator random) {
        return encode(domain.values().get(random.nextInt(domain.size())));
    }

    @Override
    public double peak() {
        return (same + (1 - same) / 2 / domain.size()) * domain.size();
    }

    @Override
    public double ratio(double code, double observed) {
        double size = domain.size();
        double even = (1 - same) / 2;
        if (code == observed) {
            return (same + even / size) * size;
        }
        List<Long> from = subsets.get((int) observed);
        double near = isNeighbour(from, subsets.get((int) code)) ? (1 - same) / 2 / neighbours(from.size()) : 0;
        return (near + even / size) * size;
    }

    private static boolean isNeighbour(List<Long> first, List<Long> second) {
        int common = 0;
        for (Long element : first) {
            common += second.contains(element) ? 1 : 0;
        }
        int removed = first.size() - common;
        int added = second.size() - common;
        return removed <= 1 && added <= 1 && removed + added > 0;
    }
}
