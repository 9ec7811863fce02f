package io.lanista.api.trial;

/**
 * A value of the objective's metric that knows which way is better. The natural order goes from worse to better; a value
 * that is not a number is worse than all others.
 *
 * @param value the metric as it was measured
 * @param direction which way is better
 */
public record Score(double value, Direction direction) implements Comparable<Score> {
    /** The value turned so that more is better; not a number becomes minus infinity. */
    public double gain() {
        if (Double.isNaN(value)) {
            return Double.NEGATIVE_INFINITY;
        }
        return direction == Direction.MAXIMIZE ? value : -value;
    }

    /** The value turned so that less is better; not a number becomes infinity. */
    public double loss() {
        return -gain();
    }

    /** Whether this is better than another score. */
    public boolean isBetterThan(Score other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(Score other) {
        if (direction != other.direction) {
            throw new IllegalArgumentException("The scores (" + this + ") and (" + other + ") of two different"
                    + " directions can't be compared.");
        }
        return Double.compare(gain(), other.gain());
    }
}
