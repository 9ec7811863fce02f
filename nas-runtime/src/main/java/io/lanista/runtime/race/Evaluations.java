package io.lanista.runtime.race;

import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.Direction;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.base.noise.Contenders;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The evaluations of a search after one objective, put together by architecture. Those count that came to their end with a finite
 * score; where a strategy decides how many steps a trial trains, only those with the most. Confined to one thread.
 *
 * @param <A> what stands for an architecture; compared by {@code equals}
 */
public final class Evaluations<A> {
    /** An evaluation that is a mean itself tells its standard error as a metric: the objective's name with this at its end. */
    public static final String ERROR = "_se";

    private final Objective objective;
    private Contenders<A> contenders = new Contenders<>();
    private OptionalInt steps = OptionalInt.empty();
    private boolean begun;

    /** None so far. */
    public Evaluations(Objective objective) {
        this.objective = objective;
    }

    /**
     * Takes note of how a trial ended.
     *
     * @param steps how many it was to train, if the strategy decided that
     * @return whether it counts; those before it count no longer if it had more steps
     */
    public boolean add(A architecture, OptionalInt steps, Outcome outcome) {
        if (!(outcome instanceof Outcome.Scored scored) || !scored.scores().areFinite()) {
            return false;
        }
        int now = steps.orElse(Integer.MAX_VALUE);
        int most = begun ? this.steps.orElse(Integer.MAX_VALUE) : now;
        if (now < most) {
            return false;
        }
        if (now > most) {
            contenders = new Contenders<>();
        }
        begun = true;
        this.steps = steps;
        Double error = scored.metrics().values().get(objective.metric() + ERROR);
        contenders.add(architecture, scored.score().gain(), error == null || !Double.isFinite(error) ? 0 : error);
        return true;
    }

    /** How the architectures compare, by the gain of the objective. */
    public Contenders<A> contenders() {
        return contenders;
    }

    /** How many steps those that count were to train, if the strategy decided that. */
    public OptionalInt steps() {
        return steps;
    }

    /** Whether evaluations of one architecture differ, so that the best isn't simply the one with the highest score. */
    public boolean isNoisy() {
        return contenders.isNoisy();
    }

    /** How often this architecture was evaluated. */
    public int count(A architecture) {
        return contenders
                .measured(architecture)
                .map(measured -> measured.count())
                .orElse(0);
    }

    /** The mean of the objective over the evaluations of an architecture that has some. */
    public double mean(A architecture) {
        double gain = contenders.measured(architecture).orElseThrow().mean();
        return objective.direction() == Direction.MAXIMIZE ? gain : -gain;
    }

    /** What strategies are told of an architecture that was evaluated several times: the mean, and its standard error beside it. */
    Outcome told(A architecture, Metrics last) {
        SortedMap<String, Double> metrics = new TreeMap<>(last.values());
        metrics.put(objective.metric(), mean(architecture));
        metrics.put(objective.metric() + ERROR, contenders.standardError(architecture));
        return Outcome.scored(objective.score(mean(architecture)), new Metrics(metrics));
    }
}
