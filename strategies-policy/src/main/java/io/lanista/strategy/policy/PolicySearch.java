package io.lanista.strategy.policy;

import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.space.InfeasibleException;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.PastTrial;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.strategy.parts.Gains;
import io.lanista.strategy.parts.Proposals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Draws episodes from a policy, and learns from each batch that has ended. Never waits while there is something new to try. */
final class PolicySearch implements Search {
    private static final int DRAWS = 100;

    private record EndedEpisode(Episode episode, double gain) {}

    private final SearchSpace space;
    private final Policy policy;
    private final Learner learner;
    private final int batch;
    private final Proposals proposals;
    private final Rewards rewards = new Rewards();
    private final Map<Integer, Episode> running = new HashMap<>();
    private final List<EndedEpisode> ended = new ArrayList<>();

    /**
     * A search that has learnt from the trials of earlier runs, in their order.
     *
     * @param batch after how many trials it learns
     */
    PolicySearch(SearchRequest request, Policy policy, Learner learner, int batch) {
        this.space = request.space();
        this.policy = policy;
        this.learner = learner;
        this.batch = batch;
        request.objective(); // Refuses several.
        proposals =
                new Proposals(space, request.architectures(), request.options().get(PolicyOptions.DISTINCT));
        for (PastTrial past : request.past()) {
            proposals.add(past.choices());
            recall(past);
        }
    }

    private void recall(PastTrial past) {
        try {
            end(Episode.of(past.choices(), space, policy), past.outcome());
        } catch (InfeasibleException | InvalidArchitectureException e) {
            return; // Of a space that has changed since.
        }
    }

    @Override
    public Answer ask(Ask ask) {
        Optional<Episode> next = drawn(ask.random())
                .or(() -> proposals.draw(ask.random()).map(choices -> Episode.of(choices, space, policy)));
        if (next.isEmpty()) {
            return running.isEmpty() ? Answer.DONE : Answer.WAIT;
        }
        running.put(ask.trial(), next.get());
        proposals.add(next.get().choices());
        return Answer.tryOut(next.get().choices());
    }

    /** The first draw is the policy's own; each one that brings nothing new makes the next one freer. */
    private Optional<Episode> drawn(RandomGenerator random) {
        for (int i = 0; i < DRAWS; i++) {
            try {
                Episode episode = Episode.draw(space, policy, (double) i / DRAWS, random);
                if (proposals.isNew(episode.choices())
                        && space.validate(episode.choices()).isEmpty()) {
                    return Optional.of(episode);
                }
            } catch (InvalidArchitectureException e) {
                continue; // An invalid mutation: draw again.
            }
        }
        return Optional.empty();
    }

    @Override
    public void tell(int trial, Outcome outcome) {
        Episode episode = running.remove(trial);
        if (episode != null) {
            end(episode, outcome);
        }
    }

    @Override
    public void reject(int trial, String reason) {
        running.remove(trial); // Nothing was learnt of it but that it isn't to be proposed again.
    }

    private void end(Episode episode, Outcome outcome) {
        double gain = Gains.of(outcome);
        rewards.add(gain);
        ended.add(new EndedEpisode(episode, gain));
        if (ended.size() == batch) {
            learner.learn(
                    ended.stream().map(EndedEpisode::episode).toList(),
                    ended.stream().mapToDouble(trial -> rewards.of(trial.gain)).toArray());
            ended.clear();
        }
    }
}
