package io.lanista.strategy.bandit;

import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Goes through the brackets of Hyperband again and again: first many candidates that begin with the fewest steps, in the end a few
 * that are trained in full at once (Li et al. 2018, algorithm 1).
 */
final class HyperbandSearch implements Search {
    private final Ladder ladder;
    private final int eta;
    private final Source source;
    private final Map<Integer, Member> running = new HashMap<>();
    private Bracket bracket;
    private int brackets;

    HyperbandSearch(Ladder ladder, int eta, Source source) {
        this.ladder = ladder;
        this.eta = eta;
        this.source = source;
        this.bracket = nextBracket();
    }

    /** The bracket that begins s rungs below the top has ⌈(s_max + 1) / (s + 1) · eta^s⌉ candidates. */
    private Bracket nextBracket() {
        int most = ladder.rungs() - 1;
        int below = most - brackets % ladder.rungs();
        brackets++;
        int size = (int) Math.ceil((most + 1.0) / (below + 1) * Math.pow(eta, below));
        return new Bracket(size, most - below, most, eta);
    }

    @Override
    public Answer ask(Ask ask) {
        if (bracket.isOver()) {
            bracket = nextBracket();
        }
        if (bracket.wantsNew()) {
            Optional<Choices> next = source.next(ask.random());
            if (next.isPresent()) {
                bracket.begin();
                start(ask.trial(), bracket.rung(), next.get());
                return Member.first(next.get(), bracket.rung(), ladder);
            }
            bracket.noneLeft();
        }
        if (bracket.hasPromoted()) {
            Member member = bracket.promote();
            start(ask.trial(), bracket.rung(), member.choices());
            return member.onward(ladder);
        }
        return bracket.isOver() ? Answer.DONE : Answer.WAIT;
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
            bracket.end(member.ended(outcome));
        }
    }

    /** A candidate that isn't run at all leaves its place to another one. */
    @Override
    public void reject(int trial, String reason) {
        Member member = running.get(trial);
        if (member != null && bracket.isFirst()) {
            running.remove(trial);
            source.ended(trial, member.rung(), Outcome.failed(reason));
            bracket.takeBack();
        } else {
            tell(trial, Outcome.failed(reason));
        }
    }
}
