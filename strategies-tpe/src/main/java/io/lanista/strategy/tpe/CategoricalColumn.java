package io.lanista.strategy.tpe;

import io.lanista.api.model.Domain;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Categories: the observed value keeps {@code 1 - b}, and the others share {@code b} evenly (Aitchison and Aitken 1976), but never
 * less than evenly.
 */
final class CategoricalColumn implements Column {
    private final List<Object> values;
    private final Map<Object, Integer> indexes;
    private final double other;
    private final double same;

    CategoricalColumn(Domain domain, double bandwidth) {
        values = domain.values();
        indexes = Column.indexes(values);
        int size = values.size();
        other = size == 1 ? 0 : Math.min(bandwidth / (size - 1), 1.0 / size);
        same = 1 - other * (size - 1);
    }

    @Override
    public double encode(Object value) {
        Integer index = indexes.get(value);
        return index == null ? Double.NaN : index;
    }

    @Override
    public Object decode(double code) {
        return values.get((int) code);
    }

    @Override
    public double draw(double observed, RandomGenerator random) {
        if (random.nextDouble() < same) {
            return observed;
        }
        int index = random.nextInt(values.size() - 1);
        return index < observed ? index : index + 1;
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
        return (code == observed ? same : other) * values.size();
    }
}
