package io.lanista.api.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a trial reached in each objective of its search, in the order of the objectives.
 *
 * @param all one score for each objective, at least one; immutable
 * @param violation by how much the bounds of the objectives are broken in all: 0 if none is, infinite if a score is not a finite number
 */
public record Scores(List<Score> all, double violation) {
    /** Copies. */
    public Scores {
        all = List.copyOf(all);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("Scores need at least one objective, and none was given.");
        }
    }

    /** The score of a search after one objective without a bound. */
    public static Scores of(Score only) {
        return new Scores(List.of(only), Double.isFinite(only.value()) ? 0 : Double.POSITIVE_INFINITY);
    }

    /** What these values are worth, one for each objective. */
    public static Scores of(List<Objective> objectives, List<Double> values) {
        List<Score> scores = new ArrayList<>();
        double violation = 0;
        for (int i = 0; i < objectives.size(); i++) {
            scores.add(objectives.get(i).score(values.get(i)));
            violation += objectives.get(i).violation(values.get(i));
        }
        return new Scores(scores, violation);
    }

    /** What these metrics are worth; empty if the metric of an objective is not among them. */
    public static Optional<Scores> of(List<Objective> objectives, Metrics metrics) {
        List<Double> values = new ArrayList<>();
        for (Objective objective : objectives) {
            Double value = metrics.values().get(objective.metric());
            if (value == null) {
                return Optional.empty();
            }
            values.add(value);
        }
        return Optional.of(of(objectives, values));
    }

    /**
     * The score of a search after one objective.
     *
     * @throws IllegalStateException if there are several objectives
     */
    public Score only() {
        if (all.size() != 1) {
            throw new IllegalStateException("There are (" + all.size()
                    + ") objectives, and one score was asked for. Maybe compare the trials objective by objective.");
        }
        return all.get(0);
    }

    /** The scores as gains, of which more is better; see {@link Score#gain()}. */
    public double[] gains() {
        return all.stream().mapToDouble(Score::gain).toArray();
    }

    /** Whether every score is a finite number. A trial with another score never wins. */
    public boolean areFinite() {
        boolean finite = true;
        for (Score score : all) {
            finite &= Double.isFinite(score.value());
        }
        return finite;
    }

    /**
     * Whether this is better than another, by constraint domination (Deb et al. 2002, section VI): less violation of the bounds is
     * better; with as much, what is at least as good in every objective and better in one (Pareto dominance). Scores that are not
     * finite numbers are dominated by all others. With one objective: whether it is better.
     */
    public boolean dominates(Scores other) {
        if (violation != other.violation) {
            return violation < other.violation;
        }
        boolean better = false;
        for (int i = 0; i < all.size(); i++) {
            int order = all.get(i).compareTo(other.all.get(i));
            if (order < 0) {
                return false;
            }
            better |= order > 0;
        }
        return better;
    }

    @Override
    public String toString() {
        return all.size() == 1 ? all.get(0).toString() : all.toString();
    }
}
