package io.lanista.strategy.tpe;

import io.lanista.api.model.Domain;
import java.util.random.RandomGenerator;

/**
 * Real numbers on the range's own scale: a normal distribution around the observed place, cut off at the ends by drawing again,
 * mixed with a twentieth of the even one.
 */
final class RealColumn implements Column {
    private static final double EVEN = 0.05;
    private final Domain.RealRange range;
    private final double sigma;

    RealColumn(Domain.RealRange range, double bandwidth) {
        this.range = range;
        this.sigma = Math.max(0.02, bandwidth / 2);
    }

    @Override
    public double encode(Object value) {
        return value instanceof Double number ? range.fraction(number) : Double.NaN;
    }

    @Override
    public Object decode(double code) {
        return range.at(code);
    }

    @Override
    public double draw(double observed, RandomGenerator random) {
        if (random.nextDouble() < EVEN) {
            return random.nextDouble();
        }
        double code = observed + sigma * random.nextGaussian();
        while (code < 0 || code > 1) {
            code = observed + sigma * random.nextGaussian();
        }
        return code;
    }

    @Override
    public double drawPrior(RandomGenerator random) {
        return random.nextDouble();
    }

    /** At an end of the range, half of the normal distribution is cut off. */
    @Override
    public double peak() {
        double inside = Normal.cdf(1 / sigma) - Normal.cdf(0);
        return EVEN + (1 - EVEN) / (sigma * Math.sqrt(2 * Math.PI) * inside);
    }

    @Override
    public double ratio(double code, double observed) {
        double z = (code - observed) / sigma;
        double inside = Normal.cdf((1 - observed) / sigma) - Normal.cdf(-observed / sigma);
        double density = StrictMath.exp(-z * z / 2) / (sigma * Math.sqrt(2 * Math.PI) * inside);
        return EVEN + (1 - EVEN) * density;
    }
}
