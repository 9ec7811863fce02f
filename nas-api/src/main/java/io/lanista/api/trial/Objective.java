package io.lanista.api.trial;

import io.lanista.api.option.OptionException;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a search is after: a metric, and whether more or less of it is better.
 *
 * @param metric the name under which evaluators report it, such as {@code accuracy}
 * @param direction which way is better
 * @param bound the worst value that is good enough: the least of a metric that is maximised, the most of one that is minimised. A
 *     soft constraint: a trial beyond it counts, but behind all that keep their bounds
 * @param reference a value that is as bad as it matters: the hypervolume of a front is measured from it, and scalarisations count
 *     from it and in units of it
 */
public record Objective(String metric, Direction direction, OptionalDouble bound, OptionalDouble reference) {
    /** Checks. */
    public Objective {
        if (bound.isPresent() && !Double.isFinite(bound.getAsDouble())
                || reference.isPresent() && !Double.isFinite(reference.getAsDouble())) {
            throw new IllegalArgumentException("The bound and the reference of the objective (" + metric
                    + ") must be finite numbers, and are " + bound + " and " + reference + ".");
        }
    }

    /** Without a bound or a reference. */
    public Objective(String metric, Direction direction) {
        this(metric, direction, OptionalDouble.empty(), OptionalDouble.empty());
    }

    /** More of the metric is better. */
    public static Objective maximize(String metric) {
        return new Objective(metric, Direction.MAXIMIZE);
    }

    /** Less of the metric is better. */
    public static Objective minimize(String metric) {
        return new Objective(metric, Direction.MINIMIZE);
    }

    /** The same, with the worst value that is good enough. */
    public Objective within(double worst) {
        return new Objective(metric, direction, OptionalDouble.of(worst), reference);
    }

    /** The same, with a value that is as bad as it matters. */
    public Objective from(double worst) {
        return new Objective(metric, direction, bound, OptionalDouble.of(worst));
    }

    /**
     * The only one of these objectives, for a search that knows one.
     *
     * @throws OptionException if there are several
     */
    public static Objective only(List<Objective> objectives) {
        if (objectives.size() != 1) {
            throw new OptionException("The search is after (" + objectives.size() + ") objectives: " + objectives
                    + ", and this strategy knows one only. Maybe name one objective, or make one of them by a"
                    + " 'scalarisation', such as {weighted: {"
                    + String.join(
                            ": 1, ", objectives.stream().map(Objective::metric).toList()) + ": 1}}.");
        }
        return objectives.get(0);
    }

    /** The score that a value of the metric is worth. */
    public Score score(double value) {
        return new Score(value, direction);
    }

    /**
     * How far a value is beyond the bound, in units of the bound (of 1, if the bound is 0); 0 if it keeps it, or there is none;
     * infinite if the value is not a finite number.
     */
    public double violation(double value) {
        if (!Double.isFinite(value)) {
            return Double.POSITIVE_INFINITY;
        }
        if (bound.isEmpty()) {
            return 0;
        }
        double limit = bound.getAsDouble();
        double beyond = direction == Direction.MAXIMIZE ? limit - value : value - limit;
        return Math.max(0, beyond) / (limit == 0 ? 1 : Math.abs(limit));
    }

    @Override
    public String toString() {
        boolean up = direction == Direction.MAXIMIZE;
        return (up ? "maximize " : "minimize ")
                + metric
                + (bound.isPresent() ? (up ? " (at least " : " (at most ") + bound.getAsDouble() + ")" : "")
                + (reference.isPresent() ? " (reference " + reference.getAsDouble() + ")" : "");
    }
}
