package io.lanista.testkit;

import io.lanista.api.option.Option;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.strategy.Strategy;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.Report;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;

/** A strategy that learns, some trials after it was told of a trial, what a second evaluation of it changed, as from a host where results are noisy. */
record RevisingStrategy(Strategy strategy) implements Strategy {
    private static final int LATER = 4;

    @Override
    public String name() {
        return strategy.name();
    }

    @Override
    public List<Option<?>> options() {
        return strategy.options();
    }

    @Override
    public Search open(SearchRequest request) {
        return new Revising(strategy.open(request), request.objectives().get(0));
    }

    private static final class Revising implements Search {
        private final Search search;
        private final Objective objective;
        private final ArrayDeque<Map.Entry<Integer, Double>> scored = new ArrayDeque<>();

        Revising(Search search, Objective objective) {
            this.search = search;
            this.objective = objective;
        }

        @Override
        public Answer ask(Ask ask) {
            return search.ask(ask);
        }

        @Override
        public void tell(int trial, Outcome outcome) {
            search.tell(trial, outcome);
            if (outcome instanceof Outcome.Scored known && known.scores().areFinite()) {
                scored.add(Map.entry(trial, known.score().value()));
            }
            if (scored.size() > LATER) {
                Map.Entry<Integer, Double> first = scored.remove();
                double mean = first.getValue() + (first.getKey() % 2 == 0 ? 0.05 : -0.05);
                search.revise(
                        first.getKey(),
                        Outcome.scored(
                                objective.score(mean),
                                Metrics.of(Map.of(objective.metric(), mean, objective.metric() + "_se", 0.05))));
            }
        }

        @Override
        public Verdict onReport(int trial, Report report) {
            return search.onReport(trial, report);
        }

        @Override
        public void reject(int trial, String reason) {
            search.reject(trial, reason);
        }

        @Override
        public void close() {
            search.close();
        }
    }
}
