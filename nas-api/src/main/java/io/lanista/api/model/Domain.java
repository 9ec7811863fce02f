package io.lanista.api.model;

import io.lanista.base.count.Combinations;
import io.lanista.base.count.ComputedList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

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
     * The values of a finite domain, in order, as an immutable list that may compute its elements when asked. A {@link RealRange} answers
     * with {@link RealRange#STEPS} evenly spaced points (evenly in the logarithm, if it is logarithmic).
     */
    List<Object> values();

    /** Whether neighbouring values are alike: numbers in rising order. Categories aren't. */
    boolean isOrdered();

    /** Calls the function for this domain's kind, and returns what it makes of it. */
    <R> R match(
            Function<OneOf, R> oneOf,
            Function<SomeOf, R> someOf,
            Function<IntRange, R> intRange,
            Function<RealRange, R> realRange);

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
        public <R> R match(
                Function<OneOf, R> oneOf,
                Function<SomeOf, R> someOf,
                Function<IntRange, R> intRange,
                Function<RealRange, R> realRange) {
            return oneOf.apply(this);
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
     * @param min how many are chosen at least
     * @param max how many are chosen at most
     */
    record SomeOf(int candidates, int min, int max) implements Domain {
        /** Checks the numbers. */
        public SomeOf {
            if (candidates < 1 || min < 0 || max < min || max > candidates) {
                throw new IllegalArgumentException("Choosing from (" + min + ") to (" + max + ") of (" + candidates
                        + ") candidates is not possible. Maybe choose at most (" + candidates + ").");
            }
            if (Combinations.count(candidates, min, max) > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("Choosing from (" + min + ") to (" + max + ") of (" + candidates
                        + ") candidates has too many outcomes for one decision. Maybe split it into several.");
            }
        }

        @Override
        public boolean contains(Object value) {
            if (!(value instanceof List<?> list) || list.size() < min || list.size() > max) {
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
            return (int) Combinations.count(candidates, min, max);
        }

        @Override
        public List<Object> values() {
            return new Combinations(candidates, min, max);
        }

        @Override
        public boolean isOrdered() {
            return false;
        }

        @Override
        public <R> R match(
                Function<OneOf, R> oneOf,
                Function<SomeOf, R> someOf,
                Function<IntRange, R> intRange,
                Function<RealRange, R> realRange) {
            return someOf.apply(this);
        }

        @Override
        public String toString() {
            return (min == max ? "" + min : min + " to " + max) + " of " + candidates;
        }
    }

    /**
     * Whole numbers at equal distances, both ends included: {@code low, low + step, …, high}.
     *
     * @param low the smallest
     * @param high the largest; a whole number of steps above {@code low}
     * @param step the distance between neighbours, at least 1
     * @param log whether ratios matter rather than differences; needs a positive {@code low} and a step of 1
     */
    record IntRange(long low, long high, long step, boolean log) implements Domain {
        /** Checks the numbers. */
        public IntRange {
            String range = "The range from (" + low + ") to (" + high + ")";
            if (high < low) {
                throw new IllegalArgumentException(range + " is empty. Maybe swap the ends.");
            }
            if (step < 1) {
                throw new IllegalArgumentException(
                        range + " has the step (" + step + "), which must be at least 1. Maybe leave it out.");
            }
            if (high - low < 0 || (high - low) / step >= Integer.MAX_VALUE) {
                throw new IllegalArgumentException(range + " has more values than the (" + Integer.MAX_VALUE
                        + ") that one decision can have. Maybe give it a step, or its ends a decimal point.");
            }
            if ((high - low) % step != 0) {
                throw new IllegalArgumentException(range + " isn't a whole number of steps of (" + step
                        + ") long. Maybe end it at (" + (high - (high - low) % step) + ").");
            }
            if (log && (low < 1 || step > 1)) {
                throw new IllegalArgumentException(
                        range + " can't be logarithmic: it " + (low < 1 ? "begins below 1" : "has a step") + ". Maybe "
                                + (low < 1 ? "begin at 1." : "list its values."));
            }
        }

        /** The value with this index, from 0. */
        public long at(int index) {
            return low + index * step;
        }

        /** The index of a value of this range. */
        public int indexOf(long value) {
            return (int) ((value - low) / step);
        }

        @Override
        public boolean contains(Object value) {
            return value instanceof Long number && number >= low && number <= high && (number - low) % step == 0;
        }

        @Override
        public int size() {
            return (int) ((high - low) / step + 1);
        }

        @Override
        public List<Object> values() {
            return new ComputedList(
                    size(), this::at, value -> value instanceof Long number && contains(number) ? indexOf(number) : -1);
        }

        @Override
        public boolean isOrdered() {
            return true;
        }

        @Override
        public <R> R match(
                Function<OneOf, R> oneOf,
                Function<SomeOf, R> someOf,
                Function<IntRange, R> intRange,
                Function<RealRange, R> realRange) {
            return intRange.apply(this);
        }

        @Override
        public String toString() {
            return low + ".." + high + (step > 1 ? " in steps of " + step : "") + (log ? " (log)" : "");
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
            String range = "The range from (" + low + ") to (" + high + ")";
            if (high < low) {
                throw new IllegalArgumentException(range + " is empty. Maybe swap the ends.");
            }
            if (!Double.isFinite(high - low)) {
                throw new IllegalArgumentException(range + " is too wide for real numbers. Maybe narrow it.");
            }
            if (log && low <= 0) {
                throw new IllegalArgumentException(
                        range + " can't be logarithmic, since it begins at 0 or below. Maybe begin above 0.");
            }
        }

        /** The number at a fraction of the way from low (0) to high (1), on this range's scale. */
        public double at(double fraction) {
            double value =
                    log ? StrictMath.exp(StrictMath.log(low) + fraction * logWidth()) : low + fraction * (high - low);
            return Math.min(high, Math.max(low, value));
        }

        /** Where a number lies between low (0) and high (1), on this range's scale. */
        public double fraction(double value) {
            if (high == low) {
                return 0;
            }
            return log ? StrictMath.log(value / low) / logWidth() : (value - low) / (high - low);
        }

        private double logWidth() {
            double ratio = high / low;
            return Double.isFinite(ratio) ? StrictMath.log(ratio) : StrictMath.log(high) - StrictMath.log(low);
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
        public <R> R match(
                Function<OneOf, R> oneOf,
                Function<SomeOf, R> someOf,
                Function<IntRange, R> intRange,
                Function<RealRange, R> realRange) {
            return realRange.apply(this);
        }

        @Override
        public String toString() {
            return low + ".." + high + " (real" + (log ? ", log)" : ")");
        }
    }
}
