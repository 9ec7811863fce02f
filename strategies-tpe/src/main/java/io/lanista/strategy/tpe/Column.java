package io.lanista.strategy.tpe;

import io.lanista.api.model.Domain;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * One decision as a column of numbers, with the kernel that spreads an observed value over its domain. A value's code is its
 * index in a finite domain, and its place between 0 and 1 in a range of real numbers.
 */
interface Column {
    /** The code of a value of the domain. */
    double encode(Object value);

    /** The value of a code. */
    Object decode(double code);

    /** A code drawn from the kernel around an observed code. */
    double draw(double observed, RandomGenerator random);

    /** A code drawn without an observation. */
    double drawPrior(RandomGenerator random);

    /** The kernel's mass (or density) at a code, relative to the prior's: 1 means that the observation tells nothing. */
    double ratio(double code, double observed);

    /** No ratio is larger. */
    double peak();

    /** The column of a domain with a bandwidth between 0 (only the observed value) and 1 (the prior). */
    static Column of(Domain domain, double bandwidth) {
        if (domain instanceof Domain.RealRange range) {
            return new RealColumn(range, bandwidth);
        }
        if (domain instanceof Domain.SomeOf some && some.candidates() > 2) {
            return new SubsetColumn(some, bandwidth);
        }
        if (domain.isOrdered() && domain.size() > 2) {
            return new OrdinalColumn(domain, bandwidth);
        }
        return new CategoricalColumn(domain, bandwidth);
    }

    /** Looks up the index of a value; large domains compute it by search over their own list. */
    static Map<Object, Integer> indexes(List<Object> values) {
        Map<Object, Integer> indexes = new HashMap<>();
        for (int i = 0; i < values.size(); i++) {
            indexes.put(values.get(i), i);
        }
        return indexes;
    }
}
