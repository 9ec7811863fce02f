package io.lanista.strategy.bandit;

import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.Scores;
import io.lanista.base.front.Ranking;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A candidate on a rung.
 *
 * @param rung to which it is trained, from 0
 * @param trial the trial that trains it there
 * @param scores how good it was there; none if it failed, was stopped or scored no number
 */
record Member(Choices choices, int rung, int trial, Optional<Scores> scores) {
    /**
     * Best first: by non-dominated layers, the lonelier ones first within a layer (MO-ASHA, Schmucker et al. 2021), earlier trials
     * first among equals. Those without scores come last.
     */
    static List<Member> bestFirst(List<Member> members) {
        List<Member> byTrial =
                members.stream().sorted(Comparator.comparingInt(Member::trial)).toList();
        List<Member> scored = byTrial.stream().filter(Member::canGoOn).toList();
        List<Member> sorted = new ArrayList<>();
        List<Scores> scores =
                scored.stream().map(member -> member.scores.orElseThrow()).toList();
        if (!scores.isEmpty() && scores.get(0).all().size() == 1) {
            scored.stream()
                    .sorted(Comparator.comparingDouble((Member member) ->
                                    member.scores.orElseThrow().only().gain())
                            .reversed())
                    .forEach(sorted::add);
        } else if (!scores.isEmpty()) {
            Ranking.of(scores, Scores::gains, Scores::violation)
                    .bestFirst()
                    .forEach(index -> sorted.add(scored.get(index)));
        }
        byTrial.stream().filter(member -> !member.canGoOn()).forEach(sorted::add);
        return sorted;
    }

    static Member starting(Choices choices, int rung, int trial) {
        return new Member(choices, rung, trial, Optional.empty());
    }

    Member ended(Outcome outcome) {
        Optional<Scores> reached = outcome instanceof Outcome.Scored ? outcome.reached() : Optional.empty();
        return new Member(
                choices,
                rung,
                trial,
                reached.filter(
                        scores -> scores.all().stream().allMatch(score -> score.gain() > Double.NEGATIVE_INFINITY)));
    }

    /** Whether it may be trained on: only what was trained this far and scored can be. */
    boolean canGoOn() {
        return scores.isPresent();
    }

    /** The answer that trains it on to the next rung. */
    Answer onward(Ladder ladder) {
        return Answer.tryOut(choices).upTo(ladder.steps().get(rung + 1)).continuing(trial);
    }

    /** The answer that begins its training. */
    static Answer first(Choices choices, int rung, Ladder ladder) {
        return Answer.tryOut(choices).upTo(ladder.steps().get(rung));
    }
}
