package io.lanista.benchmarks.toys;

import io.lanista.api.layer.LayerCatalogue;
import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.PastTrial;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.strategy.Strategy;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** One search on one toy, one evaluation at a time; the incumbent is chosen by what was observed. */
record ToyRun(Toy toy, Strategy strategy, Options options, long seed) implements SearchRequest {
    private static final RandomGeneratorFactory<RandomGenerator> GENERATORS =
            RandomGeneratorFactory.of("L64X128MixRandom");
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    /** The regret of the incumbent after each of these numbers of evaluations, in rising order. */
    double[] regrets(int... budgets) {
        double[] regrets = new double[budgets.length];
        double observedBest = Double.NEGATIVE_INFINITY;
        double regret = 1;
        RandomGenerator noise = GENERATORS.create(seed * GAMMA + 77);
        int next = 0;
        try (Search search = strategy.open(this)) {
            for (int trial = 0; trial < budgets[budgets.length - 1]; trial++) {
                Answer answer = search.ask(new Ask(trial, 1, GENERATORS.create((seed + 1) * GAMMA ^ trial)));
                if (answer instanceof Answer.Try candidate) {
                    double value = toy.truth().applyAsDouble(candidate.choices());
                    double observed = value + noise.nextGaussian() * toy.noise() * (toy.best() - toy.typical());
                    if (observed > observedBest) {
                        observedBest = observed;
                        regret = toy.regret(value);
                    }
                    search.tell(trial, new Outcome.Scored(objective().score(observed), Metrics.of("value", observed)));
                }
                if (trial + 1 == budgets[next]) {
                    regrets[next++] = regret;
                }
            }
        }
        return regrets;
    }

    @Override
    public SearchSpace space() {
        return toy.space();
    }

    @Override
    public LayerCatalogue layers() {
        return LayerCatalogue.standard();
    }

    @Override
    public Objective objective() {
        return Objective.maximize("value");
    }

    @Override
    public RandomGenerator random() {
        return GENERATORS.create(seed);
    }

    @Override
    public OptionalInt trials() {
        return OptionalInt.empty();
    }

    @Override
    public int parallelism() {
        return 1;
    }

    @Override
    public OptionalInt fullSteps() {
        return OptionalInt.empty();
    }

    @Override
    public List<PastTrial> past() {
        return List.of();
    }
}
