package io.lanista.benchmarks.toys;

import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.Metrics;
import io.lanista.base.random.Seeds;
import java.util.random.RandomGenerator;

/** Evaluates architectures of one run on a toy, with the toy's noise, and knows the best so far by what was observed. */
final class ToyEvaluations {
    private final ToyRun run;
    private final RandomGenerator noise;
    private double observedBest = Double.NEGATIVE_INFINITY;
    private double regret = 1;

    ToyEvaluations(ToyRun run) {
        this.run = run;
        noise = run.seeds().generator(Seeds.OTHER_USES, 0);
    }

    Outcome evaluate(Choices choices) {
        Toy toy = run.toy();
        double value = toy.truth().applyAsDouble(choices);
        double observed = value + noise.nextGaussian() * toy.noise() * (toy.best() - toy.typical());
        if (observed > observedBest) {
            observedBest = observed;
            regret = toy.regret(value);
        }
        return Outcome.scored(run.objective().score(observed), Metrics.of("value", observed));
    }

    /** The true regret of the best so far; 1 before the first. */
    double regret() {
        return regret;
    }
}
