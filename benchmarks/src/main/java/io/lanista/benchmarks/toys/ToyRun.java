package io.lanista.benchmarks.toys;

import io.lanista.api.option.Options;
import io.lanista.api.space.Architectures;
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
import io.lanista.base.random.Seeds;
import io.lanista.layer.LayerArchitectures;
import io.lanista.layer.LayerCatalogue;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** One search on one toy, one evaluation at a time; the incumbent is chosen by what was observed. */
record ToyRun(Toy toy, Strategy strategy, Options options, long seed) implements SearchRequest {
    /** The regret of the incumbent after each of these numbers of evaluations, in rising order. */
    double[] regrets(int... budgets) {
        double[] regrets = new double[budgets.length];
        double observedBest = Double.NEGATIVE_INFINITY;
        double regret = 1;
        RandomGenerator noise = new Seeds(seed).generator(Seeds.OTHER_USES, 0);
        int next = 0;
        try (Search search = strategy.open(this)) {
            for (int trial = 0; trial < budgets[budgets.length - 1]; trial++) {
                Answer answer = search.ask(Ask.of(trial, 1, new Seeds(seed).forAsk(trial)));
                if (answer instanceof Answer.Try candidate) {
                    double value = toy.truth().applyAsDouble(candidate.choices());
                    double observed = value + noise.nextGaussian() * toy.noise() * (toy.best() - toy.typical());
                    if (observed > observedBest) {
                        observedBest = observed;
                        regret = toy.regret(value);
                    }
                    search.tell(trial, Outcome.scored(objective().score(observed), Metrics.of("value", observed)));
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
    public Architectures architectures() {
        return new LayerArchitectures(toy.space(), LayerCatalogue.standard());
    }

    @Override
    public List<Objective> objectives() {
        return List.of(Objective.maximize("value"));
    }

    @Override
    public RandomGenerator random() {
        return new Seeds(seed).forSetup();
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
