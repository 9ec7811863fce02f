package io.lanista.api.trial;

/**
 * What a search is after: a metric, and whether more or less of it is better.
 *
 * @param metric the name under which evaluators report it, such as {@code accuracy}
 * @param direction which way is better
 */
public record Objective(String metric, Direction direction) {
    /** More of the metric is better. */
    public static Objective maximize(String metric) {
        return new Objective(metric, Direction.MAXIMIZE);
    }

    /** Less of the metric is better. */
    public static Objective minimize(String metric) {
        return new Objective(metric, Direction.MINIMIZE);
    }

    /** The score that a value of the metric is worth. */
    public Score score(double value) {
        return new Score(value, direction);
    }
}
