package io.lanista.strategy.graph;

import io.lanista.api.option.Options;
import io.lanista.api.space.Architectures;
import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.strategy.parts.Gains;
import io.lanista.strategy.parts.Proposals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Draws evenly at first; then proposes what the surrogate rates highest of a pool. Never waits while there is something new to try. */
final class SurrogateSearch implements Search {
    private final Architectures architectures;
    private final Surrogate surrogate;
    private final Proposals proposals;
    private final CandidatePool pool;
    private final long startup;
    private final List<Trial> ended = new ArrayList<>();
    private final Map<Integer, Candidate> running = new TreeMap<>();
    /** Where the trials stand in {@link #ended}, by their numbers. */
    private final Map<Integer, Integer> places = new HashMap<>();

    private int scored;

    SurrogateSearch(SearchRequest request, Surrogate surrogate) {
        request.objective(); // Refuses several.
        Options options = request.options();
        this.architectures = request.architectures();
        this.surrogate = surrogate;
        this.startup = options.get(PoolOptions.STARTUP);
        proposals = new Proposals(request.space(), architectures, options.get(PoolOptions.DISTINCT));
        pool = new CandidatePool(
                request.space(),
                architectures,
                proposals,
                Math.toIntExact(options.get(PoolOptions.CANDIDATES)),
                options.get(PoolOptions.MUTATED),
                Math.toIntExact(options.get(PoolOptions.PARENTS)));
        request.past().forEach(past -> end(noted(past.choices()), past.outcome()));
    }

    private Candidate noted(Choices choices) {
        proposals.add(choices);
        return new Candidate(choices, architectures.partsOf(choices));
    }

    @Override
    public Answer ask(Ask ask) {
        RandomGenerator random = ask.random();
        Optional<Choices> next = scored < startup ? Optional.empty() : modelled(random);
        next = next.or(() -> proposals.draw(random));
        if (next.isEmpty()) {
            return running.isEmpty() ? Answer.DONE : Answer.WAIT;
        }
        running.put(ask.trial(), noted(next.get()));
        return Answer.tryOut(next.get());
    }

    private Optional<Choices> modelled(RandomGenerator random) {
        List<Candidate> candidates = pool.draw(ended, random);
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        double[] rates = surrogate.rate(ended, List.copyOf(running.values()), candidates, random);
        int best = 0;
        for (int i = 1; i < rates.length; i++) {
            best = rates[i] > rates[best] ? i : best;
        }
        return Optional.of(candidates.get(best).choices());
    }

    @Override
    public void tell(int trial, Outcome outcome) {
        Candidate candidate = running.remove(trial);
        if (candidate != null) {
            places.put(trial, ended.size());
            end(candidate, outcome);
        }
    }

    @Override
    public void revise(int trial, Outcome mean) {
        Integer place = places.get(trial);
        if (place != null) {
            ended.set(place, new Trial(ended.get(place).candidate(), Gains.of(mean)));
        }
    }

    @Override
    public void reject(int trial, String reason) {
        running.remove(trial); // Nothing was learnt of it but that it isn't to be proposed again.
    }

    private void end(Candidate candidate, Outcome outcome) {
        Trial trial = new Trial(candidate, Gains.of(outcome));
        ended.add(trial);
        scored += trial.isScored() ? 1 : 0;
    }
}
