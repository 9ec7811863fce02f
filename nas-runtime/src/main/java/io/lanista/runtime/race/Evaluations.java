package io.lanista.runtime.race;

import io.lanista.api.space.Choices;
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
 */
public final class Evaluations {
    /** An evaluation that is a mean itself tells its standard error as a metric: the objective's name with this at its end. */
    public static final String ERROR = "_se";

    private final Objective objective;
    private Contenders<Choices> contenders = new Contenders<>();
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
    public boolean add(Choices choices, OptionalInt steps, Outcome outcome) {
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
        contenders.add(choices, scored.score().gain(), error == null || !Double.isFinite(error) ? 0 : error);
        return true;
    }

    /** How the architectures compare, by the gain of the objective. */
    public Contenders<Choices> contenders() {
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
    public int count(Choices choices) {
        return contenders.measured(choices).map(measured -> measured.count()).orElse(0);
    }

    /** The mean of the objective over the evaluations of an architecture that has some. */
    public double mean(Choices choices) {
        double gain = contenders.measured(choices).orElseThrow().mean();
        return objective.direction() == Direction.MAXIMIZE ? gain : -gain;
    }

    /** What strategies are told of an architecture that was evaluated several times: the mean, and its standard error beside it. */
    Outcome told(Choices choices, Metrics last) {
        SortedMap<String, Double> metrics = new TreeMap<>(last.values());
        metrics.put(objective.metric(), mean(choices));
        metrics.put(objective.metric() + ERROR, contenders.standardError(choices));
        return Outcome.scored(objective.score(mean(choices)), new Metrics(metrics));
    }
}
