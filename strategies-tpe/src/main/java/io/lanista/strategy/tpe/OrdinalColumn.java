package io.lanista.strategy.tpe;

import io.lanista.api.model.Domain;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Ordered values: the observed one keeps {@code 1 - b}; half of the rest falls off by half with each step of distance, and half
 * is spread evenly.
 */
final class OrdinalColumn implements Column {
    private static final int TABLE_LIMIT = 64;
    private final Domain domain;
    private final List<Object> values;
    private final Map<Object, Integer> indexes;
    private final double same;
    private final double other;
    private final double decay;

    OrdinalColumn(Domain domain, double bandwidth) {
        this.domain = domain;
        values = domain.values();
        indexes = domain instanceof Domain.IntRange ? Map.of() : Column.indexes(values);
        double size = values.size();
        same = Math.max(1 - bandwidth, 1 / size);
        other = 1 - same;
        // In long domains a step is small, so that the mass reaches about a fifth of the domain.
        decay = StrictMath.pow(0.5, Math.min(1, TABLE_LIMIT / 8.0 / size));
    }

    @Override
    public double encode(Object value) {
        if (domain instanceof Domain.IntRange range) {
            return range.indexOf((Long) value);
        }
        Integer index = indexes.get(value);
        return index == null ? Double.NaN : index;
    }

    @Override
    public Object decode(double code) {
        return values.get((int) code);
    }

    @Override
    public double draw(double observed, RandomGenerator random) {
        double drawn = random.nextDouble();
        if (drawn < same) {
            return observed;
        }
        if (drawn < same + other / 2) {
            int index = random.nextInt(values.size() - 1);
            return index < observed ? index : index + 1;
        }
        double target = random.nextDouble() * sides(observed);
        double left = side(observed);
        double mass = target < left ? target : target - left;
        // The inverse of the geometric series: how many steps away this much mass lies.
        int steps = 1 + (int) Math.floor(StrictMath.log(1 - mass * (1 - decay)) / StrictMath.log(decay));
        double code = target < left ? observed - steps : observed + steps;
        return Math.max(0, Math.min(values.size() - 1, code));
    }

    @Override
    public double drawPrior(RandomGenerator random) {
        return random.nextInt(values.size());
    }

    @Override
    public double peak() {
        return same * values.size();
    }

    @Override
    public double ratio(double code, double observed) {
        if (code == observed) {
            return same * values.size();
        }
        double near = StrictMath.pow(decay, Math.abs(code - observed) - 1) / sides(observed);
        return other * (near / 2 + 0.5 / (values.size() - 1)) * values.size();
    }

    /** The geometric mass below an index, the nearest step counting 1. */
    private double side(double steps) {
        return (1 - StrictMath.pow(decay, steps)) / (1 - decay);
    }

    private double sides(double observed) {
        return side(observed) + side(values.size() - 1 - observed);
    }
}
