package io.lanista.strategy.bandit;

import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Promotes whatever is among the best on its rung so far, on the highest rung first, and begins with a new candidate otherwise (Li
 * et al. 2020, algorithm 2). Never waits while there are new candidates.
 */
final class AshaSearch implements Search {
    private final Ladder ladder;
    private final int eta;
    private final Source source;
    private final Map<Integer, Member> running = new HashMap<>();
    private final List<List<Member>> rungs = new ArrayList<>();

    /** The trials whose candidates were trained on. */
    private final Set<Integer> promoted = new HashSet<>();

    AshaSearch(Ladder ladder, int eta, Source source) {
        this.ladder = ladder;
        this.eta = eta;
        this.source = source;
        for (int i = 0; i < ladder.rungs(); i++) {
            rungs.add(new ArrayList<>());
        }
    }

    @Override
    public Answer ask(Ask ask) {
        Optional<Member> next = promotable();
        if (next.isPresent()) {
            promoted.add(next.get().trial());
            start(ask.trial(), next.get().rung() + 1, next.get().choices());
            return next.get().onward(ladder);
        }
        Optional<Choices> fresh = source.next(ask.random());
        if (fresh.isEmpty()) {
            return running.isEmpty() ? Answer.DONE : Answer.WAIT;
        }
        start(ask.trial(), 0, fresh.get());
        return Member.first(fresh.get(), 0, ladder);
    }

    private Optional<Member> promotable() {
        for (int rung = ladder.rungs() - 2; rung >= 0; rung--) {
            List<Member> ended = rungs.get(rung);
            Optional<Member> next = ended.subList(0, ended.size() / eta).stream()
                    .filter(member -> member.canGoOn() && !promoted.contains(member.trial()))
                    .findFirst();
            if (next.isPresent()) {
                return next;
            }
        }
        return Optional.empty();
    }

    private void start(int trial, int rung, Choices choices) {
        running.put(trial, Member.starting(choices, rung, trial));
        source.started(trial, rung, choices);
    }

    @Override
    public void tell(int trial, Outcome outcome) {
        Member member = running.remove(trial);
        if (member != null) {
            source.ended(trial, member.rung(), outcome);
            List<Member> rung = rungs.get(member.rung());
            rung.add(member.ended(outcome));
            rungs.set(member.rung(), new ArrayList<>(Member.bestFirst(rung)));
        }
    }

    /** A candidate that isn't run at all doesn't count on its rung. */
    @Override
    public void reject(int trial, String reason) {
        Member member = running.remove(trial);
        if (member != null) {
            source.ended(trial, member.rung(), Outcome.failed(reason));
        }
    }
}
