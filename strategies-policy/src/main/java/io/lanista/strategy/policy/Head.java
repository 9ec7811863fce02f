package io.lanista.strategy.policy;

import io.lanista.api.model.Domain;
import java.util.random.RandomGenerator;

/**
 * How likely each value of a domain is, given some parameters. With all parameters zero, values are as likely as
 * {@link io.lanista.api.space.SearchSpace#uniform} makes them.
 */
interface Head {
    /** A head for a domain: categories, subsets, and numbers each have their own. */
    static Head of(Domain domain) {
        if (domain instanceof Domain.SomeOf subset) {
            return new SubsetHead(subset);
        }
        if (domain instanceof Domain.RealRange range) {
            return new RealHead(range);
        }
        return domain.isOrdered() && domain.size() > 2 ? OrdinalHead.of(domain) : new CategoryHead(domain.values());
    }

    /** How many parameters there are. */
    int parameters();

    /** A value of the domain. */
    Object draw(double[] parameters, RandomGenerator random);

    /** The logarithm of a value's probability; of its density, for real numbers. */
    double logProbability(double[] parameters, Object value);

    /** Adds the gradient of {@link #logProbability} by the parameters, times a weight, to {@code gradient}. */
    void addGradient(double[] parameters, Object value, double weight, double[] gradient);

    /** How many numbers describe a value to a network. */
    int features();

    /** The numbers that describe a value to a network. */
    double[] describe(Object value);
}
