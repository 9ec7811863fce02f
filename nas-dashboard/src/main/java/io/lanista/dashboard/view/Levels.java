package io.lanista.dashboard.view;

import io.lanista.dashboard.analysis.Factor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A decision's column made into a few levels, for analyses: the values of a list one by one, a range of numbers in equal parts (of
 * its logarithm, where ratios matter), and a level of its own for trials in which the decision isn't active.
 */
final class Levels {
    private static final int PARTS = 12;

    /** One place is for what isn't active. */
    private static final int MOST = Factor.MOST_LEVELS - 1;

    private final DecisionColumn column;
    private final double low;
    private final double high;
    private final int[] levelOfValue;
    private final int active;
    private final Factor factor;
    private final List<Object> names;

    /**
     * Levels for the trials that there are.
     *
     * @param values the column's number of each trial
     */
    Levels(DecisionColumn column, double[] values) {
        this.column = column;
        double[] present = Arrays.stream(values).filter(Double::isFinite).toArray();
        low = Double.isFinite(column.low())
                ? column.low()
                : Arrays.stream(present).min().orElse(0);
        high = Double.isFinite(column.high())
                ? column.high()
                : Arrays.stream(present).max().orElse(0);
        levelOfValue = column.isListed() ? levelOfValue(present) : new int[0];
        active = column.isListed() ? Arrays.stream(levelOfValue).max().orElse(0) + 1 : parts();
        double inactive = values.length == 0 ? 0 : 1 - (double) present.length / values.length;
        factor = factor(inactive);
        names = names(inactive > 0);
    }

    /** Values beyond the most frequent ones share the last level. */
    private int[] levelOfValue(double[] present) {
        int size = Math.max(1, column.values().size());
        int[] counts = new int[size];
        for (double value : present) {
            counts[(int) value]++;
        }
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            places.add(i);
        }
        if (size > MOST) {
            places.sort(Comparator.comparingInt(place -> -counts[place]));
        }
        int[] levels = new int[size];
        for (int i = 0; i < size; i++) {
            levels[places.get(i)] = Math.min(i, MOST - 1);
        }
        return levels;
    }

    private int parts() {
        boolean few = column.kind() == DecisionColumn.Kind.INTEGER && high - low < PARTS;
        return few ? (int) (high - low) + 1 : PARTS;
    }

    private Factor factor(double inactive) {
        double[] weights = new double[active + (inactive > 0 ? 1 : 0)];
        Arrays.fill(weights, (1 - inactive) / active);
        if (inactive > 0) {
            weights[active] = inactive;
        }
        boolean ordered = column.kind() != DecisionColumn.Kind.CATEGORY && inactive == 0;
        return new Factor(column.label(), ordered, weights);
    }

    private List<Object> names(boolean inactive) {
        List<Object> all = new ArrayList<>();
        for (int level = 0; level < active; level++) {
            all.add(name(level));
        }
        if (inactive) {
            all.add("not active");
        }
        return all;
    }

    private Object name(int level) {
        if (!column.isListed()) {
            double middle = at((level + 0.5) / active);
            return column.kind() == DecisionColumn.Kind.INTEGER && active <= high - low + 1 && active < PARTS
                    ? (Object) (long) (low + level)
                    : (Object) middle;
        }
        for (int value = 0; value < column.values().size(); value++) {
            if (levelOfValue[value] == level) {
                return level == MOST - 1 && column.values().size() > MOST
                        ? "others"
                        : column.values().get(value);
            }
        }
        return "";
    }

    private double at(double fraction) {
        return column.isLog() ? low * Math.pow(high / low, fraction) : low + fraction * (high - low);
    }

    /** The level of a number of the column. */
    int of(double value) {
        if (!Double.isFinite(value)) {
            return active;
        }
        if (column.isListed()) {
            return levelOfValue[(int) value];
        }
        if (active < PARTS && column.kind() == DecisionColumn.Kind.INTEGER) {
            return (int) (value - low);
        }
        double fraction = high <= low
                ? 0
                : column.isLog() ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
        return Math.max(0, Math.min(active - 1, (int) (fraction * active)));
    }

    /** The decision as analyses see it. */
    Factor factor() {
        return factor;
    }

    /** What people call the levels: values, or the middle of a part of a range. */
    List<Object> names() {
        return names;
    }
}
