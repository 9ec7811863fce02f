package io.lanista.runtime.runs;

import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Scores;
import io.lanista.base.front.Knee;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The trials that no other one beats: the best one of a search after one objective, the front of a search after several. A trial
 * counts if its scores are finite numbers; it beats one that its scores dominate. Equal scores are told apart by the metrics
 * {@code loss}, then {@code parameters}, then {@code flops}, as far as both trials measured them: less is better. Of trials that are
 * equal in all of this, the earlier one stays.
 *
 * <p>Example: an accuracy of .98 with a loss of .05 is better than the same accuracy with a loss of .07, whichever came first.
 */
final class Front {
    private static final List<String> TIES = List.of("loss", "parameters", "flops");

    private record Member(Trial trial, Scores scores, Metrics metrics) {}

    private final List<Member> members;

    /** Nobody counted so far. */
    Front() {
        this(List.of());
    }

    private Front(List<Member> members) {
        this.members = new ArrayList<>(members);
    }

    Front copy() {
        return new Front(members);
    }

    /** Takes note of how a trial ended, or would if it were stopped now. */
    void offer(Trial trial, Outcome outcome) {
        Scores scores = outcome.reached().orElse(null);
        if (scores == null || !scores.areFinite()) {
            return;
        }
        for (Member member : members) {
            if (member.scores.dominates(scores)
                    || member.scores.equals(scores) && !winsTie(outcome.metrics(), member.metrics)) {
                return;
            }
        }
        members.removeIf(member -> scores.dominates(member.scores) || scores.equals(member.scores));
        members.add(new Member(trial, scores, outcome.metrics()));
    }

    private static boolean winsTie(Metrics metrics, Metrics before) {
        for (String name : TIES) {
            Double now = metrics.values().get(name);
            Double then = before.values().get(name);
            if (now != null && then != null && now.compareTo(then) != 0) {
                return now < then;
            }
        }
        return false;
    }

    /** Those that nobody beats, the best of the first objective first. */
    List<Trial> members() {
        return sorted().stream().map(Member::trial).toList();
    }

    private List<Member> sorted() {
        return members.size() < 2
                ? members
                : members.stream()
                        .sorted(Comparator.comparing(
                                        (Member member) -> member.scores.all().get(0))
                                .reversed()
                                .thenComparing(member -> member.trial.number()))
                        .toList();
    }

    /** The best one, or the front's knee. */
    Optional<Trial> best() {
        if (members.size() < 2) {
            return members.stream().map(Member::trial).findFirst();
        }
        List<Member> all = sorted();
        return Optional.of(all.get(Knee.of(
                        all.stream().map(member -> member.scores.gains()).toList()))
                .trial);
    }
}
