package io.lanista.strategy.policy;

import io.lanista.api.model.Domain;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * Numbers in rising order, each of which owns a stretch of the way from 0 to 1; how likely it is follows from where the place of
 * {@link Logistic} falls (the discretised logistic of Salimans et al., ICLR 2017, section 2.1):
 * {@code P(i) = F(e_{i+1}) - F(e_i)}, with F the cumulative distribution and e the ends of the stretches.
 */
final class OrdinalHead implements Head {
    private final List<Object> values;
    private final Map<Object, Integer> indexes;
    private final long step;
    private final IntToDoubleFunction start;

    private OrdinalHead(List<Object> values, Map<Object, Integer> indexes, long step, IntToDoubleFunction start) {
        this.values = values;
        this.indexes = indexes;
        this.step = step;
        this.start = start;
    }

    /** Even stretches; those of a logarithmic range are even in the logarithm, each number in the middle of its own. */
    static OrdinalHead of(Domain domain) {
        List<Object> values = domain.values();
        double size = values.size();
        if (domain instanceof Domain.IntRange range && range.log()) {
            double low = StrictMath.log(range.low() - 0.5);
            double whole = StrictMath.log(range.high() + 0.5) - low;
            return new OrdinalHead(
                    values, Map.of(), range.step(), index -> (StrictMath.log(range.low() + index - 0.5) - low) / whole);
        }
        Map<Object, Integer> indexes = new HashMap<>();
        if (domain instanceof Domain.OneOf) {
            values.forEach(value -> indexes.put(value, indexes.size()));
        }
        long step = domain instanceof Domain.IntRange range ? range.step() : 1;
        return new OrdinalHead(values, indexes, step, index -> index / size);
    }

    private int index(Object value) {
        Integer listed = indexes.get(value);
        return listed != null ? listed : Math.toIntExact(((Long) value - (Long) values.get(0)) / step);
    }

    @Override
    public int parameters() {
        return 2;
    }

    @Override
    public Object draw(double[] parameters, RandomGenerator random) {
        double place = Logistic.draw(parameters, random);
        int low = 0;
        int high = values.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (start.applyAsDouble(middle) <= place) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return values.get(low);
    }

    /** Where a number's stretch begins and ends, before the place is squashed, and standardised; infinite at the ends. */
    private double[] ends(double[] parameters, int index) {
        double scale = Logistic.scale(parameters);
        double from = index == 0
                ? Double.NEGATIVE_INFINITY
                : (Logistic.logit(start.applyAsDouble(index)) - parameters[0]) / scale;
        double to = index == values.size() - 1
                ? Double.POSITIVE_INFINITY
                : (Logistic.logit(start.applyAsDouble(index + 1)) - parameters[0]) / scale;
        return new double[] {from, to};
    }

    /** {@code σ(b) - σ(a) = σ(b) σ(-a) (1 - exp(a - b))}, which loses nothing far out. */
    @Override
    public double logProbability(double[] parameters, Object value) {
        double[] ends = ends(parameters, index(value));
        return Logistic.logSigmoid(ends[1])
                + Logistic.logSigmoid(-ends[0])
                + StrictMath.log1p(-StrictMath.exp(ends[0] - ends[1]));
    }

    @Override
    public void addGradient(double[] parameters, Object value, double weight, double[] gradient) {
        double[] ends = ends(parameters, index(value));
        double narrowing = 1 / StrictMath.expm1(ends[1] - ends[0]);
        double[] slopes = {-Logistic.sigmoid(ends[0]) - narrowing, Logistic.sigmoid(-ends[1]) + narrowing};
        for (int end = 0; end < 2; end++) {
            if (Double.isFinite(ends[end])) {
                gradient[0] -= weight * slopes[end] / Logistic.scale(parameters);
                gradient[1] -= Logistic.isFree(parameters) ? weight * slopes[end] * ends[end] : 0;
            }
        }
    }

    @Override
    public int features() {
        return 1;
    }

    @Override
    public double[] describe(Object value) {
        return new double[] {start.applyAsDouble(index(value)) * 2 - 1};
    }
}
