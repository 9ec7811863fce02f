package io.lanista.testkit;

import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.strategy.Strategy;
import io.lanista.api.trial.Score;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** A strategy that keeps the contract: it mutates the best that it knows. */
public class ClimbingStrategy implements Strategy {
    @Override
    public String name() {
        return "climbing";
    }

    @Override
    public String description() {
        return "Mutates the best candidate so far.";
    }

    @Override
    public Search open(SearchRequest request) {
        request.objective(); // It knows one, and says so here if there are several.
        return new Climb(request, Score::gain);
    }

    /**
     * Mutates the best candidate so far.
     *
     * @see ClimbingStrategy
     */
    static class Climb implements Search {
        private final SearchRequest request;
        private final ToDoubleFunction<Score> worth;
        private final Map<Integer, Choices> running = new HashMap<>();
        private @Nullable Choices best;
        private double bestWorth = Double.NEGATIVE_INFINITY;

        Climb(SearchRequest request, ToDoubleFunction<Score> worth) {
            request.objective(); // Refuses several.
            this.request = request;
            this.worth = worth;
        }

        @Override
        public Answer ask(Ask ask) {
            Choices next = best == null
                    ? request.space().sample(ask.random())
                    : request.space().mutate(best, ask.random());
            running.put(ask.trial(), next);
            return Answer.tryOut(next);
        }

        @Override
        public void tell(int trial, Outcome outcome) {
            Choices choices = running.remove(trial);
            if (outcome instanceof Outcome.Scored scored && worth.applyAsDouble(scored.score()) > bestWorth) {
                bestWorth = worth.applyAsDouble(scored.score());
                best = choices;
            }
        }
    }
}
