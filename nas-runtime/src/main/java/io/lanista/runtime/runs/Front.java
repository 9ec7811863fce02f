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

    private final List<Trial> members;

    /** Nobody counted so far. */
    Front() {
        members = new ArrayList<>();
    }

    private Front(List<Trial> members) {
        this.members = new ArrayList<>(members);
    }

    Front copy() {
        return new Front(members);
    }

    /** Takes note of how a trial ended, or would if it were stopped now. */
    void offer(Trial trial, Outcome outcome) {
        Scores scores = outcome.reached().filter(Scores::areFinite).orElse(null);
        if (scores == null) {
            return;
        }
        for (Trial member : members) {
            if (keepsOut(member, scores, outcome)) {
                return;
            }
        }
        members.removeIf(member -> {
            Scores before = reached(member);
            return scores.dominates(before) || scores.equals(before);
        });
        members.add(trial);
    }

    private static boolean keepsOut(Trial member, Scores scores, Outcome outcome) {
        Scores before = reached(member);
        return before.dominates(scores)
                || scores.equals(before)
                        && !winsTie(outcome.metrics(), measured(member).metrics());
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

    private static Outcome measured(Trial trial) {
        return trial.outcome().orElseGet(trial::stopped);
    }

    private static Scores reached(Trial trial) {
        return measured(trial).reached().orElseThrow();
    }

    /** Those that nobody beats, the best of the first objective first. */
    List<Trial> members() {
        if (members.size() < 2) {
            return List.copyOf(members);
        }
        return members.stream()
                .sorted(Comparator.comparing(
                                (Trial trial) -> reached(trial).all().get(0))
                        .reversed()
                        .thenComparing(Trial::number))
                .toList();
    }

    /** The best one, or the front's knee. */
    Optional<Trial> best() {
        List<Trial> all = members();
        if (all.size() < 2) {
            return all.stream().findFirst();
        }
        return Optional.of(all.get(
                Knee.of(all.stream().map(member -> reached(member).gains()).toList())));
    }
}
