package io.lanista.dashboard.view;

import io.lanista.api.model.Domain;
import io.lanista.api.space.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One decision of a space as a column of numbers: the answer itself where it is a number of a range, its place in a list of values
 * otherwise, and not a number where the decision isn't active. Values that the list doesn't have yet are appended.
 */
final class DecisionColumn {
    /** What the numbers of a column are. */
    enum Kind {
        /** Places in a list of values that have no order. */
        CATEGORY,
        /** Places in a list of rising numbers. */
        ORDERED,
        /** Whole numbers. */
        INTEGER,
        /** Real numbers. */
        REAL;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final String label;
    private final Kind kind;
    private final double low;
    private final double high;
    private final boolean log;
    private final String condition;
    private final List<Object> values = new ArrayList<>();
    private final Map<Object, Integer> places = new HashMap<>();

    private DecisionColumn(String label, Kind kind, double low, double high, boolean log, String condition) {
        this.label = label;
        this.kind = kind;
        this.low = low;
        this.high = high;
        this.log = log;
        this.condition = condition;
    }

    /** A decision of a space that is known. */
    static DecisionColumn of(Decision decision) {
        String label = decision.label().value();
        String condition =
                decision.condition().isAlways() ? "" : decision.condition().toString();
        Domain domain = decision.domain();
        if (domain instanceof Domain.IntRange range) {
            return new DecisionColumn(label, Kind.INTEGER, range.low(), range.high(), range.log(), condition);
        }
        if (domain instanceof Domain.RealRange range) {
            return new DecisionColumn(label, Kind.REAL, range.low(), range.high(), range.log(), condition);
        }
        Kind kind = domain.isOrdered() ? Kind.ORDERED : Kind.CATEGORY;
        DecisionColumn column = new DecisionColumn(label, kind, 0, 0, false, condition);
        if (domain instanceof Domain.OneOf candidates) { // Subsets can be too many to list: those that occur are.
            candidates.values().forEach(column::place);
        }
        return column;
    }

    /** A decision of which nothing but an answer is known. */
    static DecisionColumn seen(String label, Object answer) {
        return answer instanceof Number
                ? new DecisionColumn(label, Kind.REAL, Double.NaN, Double.NaN, false, "")
                : new DecisionColumn(label, Kind.CATEGORY, 0, 0, false, "");
    }

    private int place(Object value) {
        return places.computeIfAbsent(value, unseen -> {
            values.add(unseen);
            return values.size() - 1;
        });
    }

    /** The number that stands for an answer. */
    double encode(Object answer) {
        return isListed() || !(answer instanceof Number number) ? place(answer) : number.doubleValue();
    }

    /** How far two numbers of this column are apart, from 0 to 1: categories are equal or not. */
    double distance(double first, double second) {
        if (first == second || kind == Kind.CATEGORY) {
            return first == second ? 0 : 1;
        }
        double range = kind == Kind.ORDERED ? values.size() - 1 : log ? Math.log(high / low) : high - low;
        double between = log ? Math.abs(Math.log(first / second)) : Math.abs(first - second);
        return range > 0 ? Math.min(1, between / range) : 1;
    }

    /** Whether the numbers are places in {@link #values}. */
    boolean isListed() {
        return kind == Kind.CATEGORY || kind == Kind.ORDERED;
    }

    String label() {
        return label;
    }

    Kind kind() {
        return kind;
    }

    /** The smallest number of a range, not a number if it isn't known. */
    double low() {
        return low;
    }

    /** The largest number of a range, not a number if it isn't known. */
    double high() {
        return high;
    }

    /** Whether ratios matter rather than differences. */
    boolean isLog() {
        return log;
    }

    /** When it is active, in words; empty if always. */
    String condition() {
        return condition;
    }

    List<Object> values() {
        return values;
    }
}
