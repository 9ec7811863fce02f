package io.lanista.api.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The values that one decision may take; all that a sampler or a strategy needs to know of it. */
public sealed interface Domain {
    /** Whether the value (in normal form, see {@link Scalars}) belongs to this domain. */
    boolean contains(Object value);

    /** Whether the domain has finitely many values; only {@link RealRange} hasn't. */
    default boolean isFinite() {
        return true;
    }

    /** The number of values of a finite domain. */
    int size();

    /**
     * The values of a finite domain, in order, as an immutable list that may compute its elements when asked. A
     * {@link RealRange} answers with {@link RealRange#STEPS} evenly spaced points (evenly in the logarithm, if it is
     * logarithmic).
     */
    List<Object> values();

    /** Whether neighbouring values are alike: numbers in rising order. Categories aren't. */
    boolean isOrdered();

    /**
     * One of several values.
     *
     * @param values the candidates in order, without repeats
     */
    record OneOf(List<Object> values) implements Domain {
        /** Checks, normalises and copies. */
        public OneOf {
            if (values.isEmpty()) {
                throw new IllegalArgumentException("A choice needs at least one candidate, and its list is empty.");
            }
            List<Object> normal = new ArrayList<>(values.size());
            Set<Object> seen = new HashSet<>();
            for (Object value : values) {
                Object scalar = Scalars.normalise(value);
                if (!seen.add(scalar)) {
                    throw new IllegalArgumentException(
                            "The candidate (" + scalar + ") stands twice in " + values + ". Maybe remove one of them.");
                }
                normal.add(scalar);
            }
            values = List.copyOf(normal);
        }

        /** One of these values, in this order. */
        public static OneOf of(Object... values) {
            return new OneOf(List.of(values));
        }

        @Override
        public boolean contains(Object value) {
            return values.contains(value);
        }

        @Override
        public int size() {
            return values.size();
        }

        @Override
        public boolean isOrdered() {
            double last = Double.NEGATIVE_INFINITY;
            for (Object value : values) {
                if (!(value instanceof Number number) || number.doubleValue() <= last) {
                    return false;
                }
                last = number.doubleValue();
            }
            return true;
        }

        @Override
        public String toString() {
            return values.toString();
        }
    }

    /**
     * A subset of candidates, without replacement. A value is a rising list of indexes from 0, as {@link Long}s.
     *
     * @param candidates how many there are to choose from
     * @param least how many are chosen at least
     * @param most how many are chosen at most
     */
    record SomeOf(int candidates, int least, int most) implements Domain {
        /** Checks the numbers. */
        public SomeOf {
            if (candidates < 1 || least < 0 || most < least || most > candidates) {
                throw new IllegalArgumentException("Choosing from (" + least + ") to (" + most + ") of (" + candidates
                        + ") candidates is not possible. Maybe choose at most (" + candidates + ").");
            }
            if (Combinations.count(candidates, least, most) > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("Choosing from (" + least + ") to (" + most + ") of (" + candidates
                        + ") candidates has too many outcomes for one decision. Maybe split it into several.");
            }
        }

        @Override
        public boolean contains(Object value) {
            if (!(value instanceof List<?> list) || list.size() < least || list.size() > most) {
                return false;
            }
            long last = -1;
            for (Object element : list) {
                if (!(element instanceof Long index) || index <= last || index >= candidates) {
                    return false;
                }
                last = index;
            }
            return true;
        }

        @Override
        public int size() {
            return (int) Combinations.count(candidates, least, most);
        }

        @Override
        public List<Object> values() {
            return new Combinations(candidates, least, most);
        }

        @Override
        public boolean isOrdered() {
            return false;
        }

        @Override
        public String toString() {
            return (least == most ? "" + least : least + " to " + most) + " of " + candidates;
        }
    }

    /**
     * Whole numbers, both ends included.
     *
     * @param low the smallest
     * @param high the largest
     * @param log whether ratios matter rather than differences; needs a positive {@code low}
     */
    record IntRange(long low, long high, boolean log) implements Domain {
        /** Checks the numbers. */
        public IntRange {
            if (high < low || high - low >= Integer.MAX_VALUE || (log && low < 1)) {
                throw new IllegalArgumentException("The range from (" + low + ") to (" + high + ")"
                        + (log ? " on a logarithmic scale" : "") + " is not possible."
                        + (log && low < 1 ? " Maybe begin at 1." : " Maybe swap the ends."));
            }
        }

        @Override
        public boolean contains(Object value) {
            return value instanceof Long number && number >= low && number <= high;
        }

        @Override
        public int size() {
            return (int) (high - low + 1);
        }

        @Override
        public List<Object> values() {
            return new ComputedList(size(), index -> low + index);
        }

        @Override
        public boolean isOrdered() {
            return true;
        }

        @Override
        public String toString() {
            return low + ".." + high + (log ? " (log)" : "");
        }
    }

    /**
     * Real numbers, both ends included.
     *
     * @param low the smallest
     * @param high the largest
     * @param log whether ratios matter rather than differences; needs a positive {@code low}
     */
    record RealRange(double low, double high, boolean log) implements Domain {
        /** How many points {@link #values()} lists. */
        public static final int STEPS = 1001;

        /** Checks the numbers. */
        public RealRange {
            if (!(high >= low) || !Double.isFinite(high) || !Double.isFinite(low) || (log && low <= 0)) {
                throw new IllegalArgumentException("The range from (" + low + ") to (" + high + ")"
                        + (log ? " on a logarithmic scale" : "") + " is not possible."
                        + (log && low <= 0 ? " Maybe begin above 0." : " Maybe swap the ends."));
            }
        }

        /** The number at a fraction of the way from low (0) to high (1), on this range's scale. */
        public double at(double fraction) {
            double value =
                    log ? Math.exp(Math.log(low) + fraction * Math.log(high / low)) : low + fraction * (high - low);
            return Math.min(high, Math.max(low, value));
        }

        /** Where a number lies between low (0) and high (1), on this range's scale. */
        public double fraction(double value) {
            if (high == low) {
                return 0;
            }
            return log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
        }

        @Override
        public boolean contains(Object value) {
            return value instanceof Double number && number >= low && number <= high;
        }

        @Override
        public boolean isFinite() {
            return false;
        }

        @Override
        public int size() {
            throw new IllegalStateException("The range " + this + " has no finite number of values.");
        }

        @Override
        public List<Object> values() {
            return new ComputedList(STEPS, index -> at(index / (double) (STEPS - 1)));
        }

        @Override
        public boolean isOrdered() {
            return true;
        }

        @Override
        public String toString() {
            return low + ".." + high + " (real" + (log ? ", log)" : ")");
        }
    }
}
