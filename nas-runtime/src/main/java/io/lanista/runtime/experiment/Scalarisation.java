package io.lanista.runtime.experiment;

import io.lanista.api.trial.Objective;
import io.lanista.api.trial.Scores;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes one number of several objectives, for strategies that know one only; more of it is better. The run keeps its objectives and
 * its front. Each objective counts as its gain over the reference, in units of the reference (of 1, if that is 0); without a
 * reference, as its gain. Broken bounds are subtracted, a hundredfold.
 *
 * @param kind how the objectives are put together
 * @param weights of the objectives, by metric; those that aren't named have none
 */
public record Scalarisation(Kind kind, SortedMap<String, Double> weights) {
    private static final double PENALTY = 100;

    /** A share of the sum, so that of two that are as bad in the worst objective the one that is better in the others wins. */
    private static final double AUGMENTATION = 0.05;

    /** How objectives are put together. */
    public enum Kind {
        /** The weighted sum. It finds the convex part of a front only. */
        WEIGHTED,
        /** The weighted worst (Chebyshev; Wierzbicki 1980), and a twentieth of the sum (as in ParEGO, Knowles 2006). It finds any part. */
        CHEBYSHEV
    }

    /** Copies and checks. */
    public Scalarisation {
        weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
        weights.forEach((metric, weight) -> {
            if (!(weight > 0) || !Double.isFinite(weight)) {
                throw new IllegalArgumentException("The weight (" + weight + ") of (" + metric
                        + ") must be above 0; which way is better is the objective's business.");
            }
        });
    }

    /** The weighted sum. */
    public static Scalarisation weighted(Map<String, Double> weights) {
        return new Scalarisation(Kind.WEIGHTED, new TreeMap<>(weights));
    }

    /** The weighted worst. */
    public static Scalarisation chebyshev(Map<String, Double> weights) {
        return new Scalarisation(Kind.CHEBYSHEV, new TreeMap<>(weights));
    }

    /** The one objective that a strategy sees. */
    public Objective objective() {
        return Objective.maximize(word());
    }

    private String word() {
        return kind == Kind.WEIGHTED ? "weighted" : "chebyshev";
    }

    /**
     * Why these objectives can't be put together; empty if they can.
     *
     * @return one sentence
     */
    String misfit(List<Objective> objectives) {
        List<String> metrics = objectives.stream().map(Objective::metric).toList();
        for (String named : weights.keySet()) {
            if (!metrics.contains(named)) {
                return "The scalarisation weighs (" + named + "), which is no objective. Available: "
                        + String.join(", ", metrics) + ".";
            }
        }
        if (weights.isEmpty()) {
            return "The scalarisation weighs no objective. Maybe '" + word() + ": {" + metrics.get(0) + ": 1}'.";
        }
        for (Objective objective : objectives) {
            if (kind == Kind.CHEBYSHEV
                    && weights.containsKey(objective.metric())
                    && objective.reference().isEmpty()) {
                return "The scalarisation 'chebyshev' counts from a reference, and the objective (" + objective
                        + ") has none. Maybe give it a 'reference', a value that is as bad as it matters.";
            }
        }
        return "";
    }

    /** What these scores are worth together. */
    public double of(List<Objective> objectives, Scores scores) {
        if (!scores.areFinite()) {
            return Double.NaN;
        }
        List<Double> terms = new ArrayList<>();
        for (int i = 0; i < objectives.size(); i++) {
            Objective objective = objectives.get(i);
            Double weight = weights.get(objective.metric());
            if (weight != null) {
                double reference = objective.reference().orElse(0);
                double gain =
                        scores.all().get(i).gain() - objective.score(reference).gain();
                terms.add(weight * gain / (reference == 0 ? 1 : Math.abs(reference)));
            }
        }
        double sum = terms.stream().mapToDouble(Double::doubleValue).sum();
        double worth = kind == Kind.WEIGHTED
                ? sum
                : terms.stream().mapToDouble(Double::doubleValue).min().orElse(0) + AUGMENTATION * sum;
        return worth - PENALTY * scores.violation();
    }

    @Override
    public String toString() {
        return word() + " " + weights;
    }
}
