package io.lanista.bench;

import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import io.lanista.api.space.Architectures;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.PastTrial;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.strategy.Strategy;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.experiment.WarmStart;
import io.lanista.runtime.preselection.FirstTrials;
import io.lanista.runtime.preselection.WarmSearch;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ThreadFactory;
import java.util.random.RandomGenerator;

/**
 * A strategy behind first trials that a proxy chose by scores that are known already. Its options are the strategy's.
 *
 * @param strategy what goes on
 * @param scores what the proxy says of architectures
 * @param start how the first trials are chosen
 */
record WarmStrategy(Strategy strategy, KnownScores scores, WarmStart start) implements Strategy {
    @Override
    public String name() {
        return strategy.name() + " after " + start.proxy().word();
    }

    @Override
    public List<Option<?>> options() {
        return strategy.options();
    }

    @Override
    public Search open(SearchRequest request) {
        return new WarmSearch(() -> first(request), past -> strategy.open(new Knowing(request, past)));
    }

    private List<Choices> first(SearchRequest request) {
        return FirstTrials.best(scores.draw(request.space(), start.draws(), request.random()), start.trials());
    }

    /** A request that knows of past trials. */
    private record Knowing(SearchRequest request, List<PastTrial> past) implements SearchRequest {
        @Override
        public SearchSpace space() {
            return request.space();
        }

        @Override
        public Architectures architectures() {
            return request.architectures();
        }

        @Override
        public ThreadFactory threads() {
            return request.threads();
        }

        @Override
        public Options options() {
            return request.options();
        }

        @Override
        public List<Objective> objectives() {
            return request.objectives();
        }

        @Override
        public RandomGenerator random() {
            return request.random();
        }

        @Override
        public OptionalInt trials() {
            return request.trials();
        }

        @Override
        public int parallelism() {
            return request.parallelism();
        }

        @Override
        public OptionalInt fullSteps() {
            return request.fullSteps();
        }
    }
}
