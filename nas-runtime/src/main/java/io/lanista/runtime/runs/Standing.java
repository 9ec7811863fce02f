package io.lanista.runtime.runs;

import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.Scores;
import io.lanista.base.noise.Contenders;
import io.lanista.runtime.race.Evaluations;
import io.lanista.runtime.watch.Repeats;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which trials are best: the {@link Front} of their scores. In a search after one objective that evaluated an architecture several
 * times, with scores that differ, the best architecture is the one whose mean is {@linkplain Contenders#expected expected} to be best, and
 * that trial of it stands for it which did best. Confined to one thread.
 */
final class Standing {
    /** Of a journal that hasn't begun; it has no trials either. */
    private static final Objective UNKNOWN = Objective.maximize("unknown");

    private final List<Objective> objectives;
    private final Front front = new Front();

    /** Of an architecture, for which its first trial stands. */
    private final Evaluations<Trial> evaluations;

    /** The trials whose evaluations count, by architecture. */
    private final Map<Trial, List<Trial>> counted = new HashMap<>();

    /** Whether an architecture was evaluated twice. Until then evaluations can't differ, and are put together by nobody. */
    private boolean repeated;

    private final List<Trial> unsorted = new ArrayList<>();

    /** Nobody counted so far. */
    Standing(List<Objective> objectives) {
        this.objectives = objectives;
        this.evaluations = new Evaluations<>(objectives.isEmpty() ? UNKNOWN : objectives.get(0));
    }

    /** Takes note of a trial that was evaluated. */
    void scored(Trial trial, Outcome outcome) {
        front.offer(trial, outcome);
        if (objectives.size() > 1 || trial.isReused()) {
            return; // With several objectives each trial stands for itself; and what was reused wasn't measured again.
        }
        unsorted.add(trial);
        repeated |= trial.first() != trial;
        if (repeated) {
            unsorted.forEach(this::count);
            unsorted.clear();
        }
    }

    private void count(Trial trial) {
        Contenders<Trial> before = evaluations.contenders();
        if (evaluations.add(
                trial.first(), trial.candidate().steps(), trial.outcome().orElseThrow())) {
            if (evaluations.contenders() != before) {
                counted.clear();
            }
            counted.computeIfAbsent(trial.first(), any -> new ArrayList<>(1)).add(trial);
        }
    }

    /** The trials whose evaluations count, of one architecture. */
    private List<Trial> trials(Trial first) {
        return counted.getOrDefault(first, List.of());
    }

    /**
     * Those that nobody beats, the best of the first objective first.
     *
     * @param cutShort trials that count with what they had reached when the time was over
     */
    List<Trial> front(List<Trial> cutShort) {
        return evaluations.isNoisy()
                ? List.of(winner(cutShort))
                : offered(cutShort).members();
    }

    /** The best one, or the front's knee. */
    Optional<Trial> best(List<Trial> cutShort) {
        return evaluations.isNoisy()
                ? Optional.of(winner(cutShort))
                : offered(cutShort).best();
    }

    private Front offered(List<Trial> cutShort) {
        if (cutShort.isEmpty()) {
            return front;
        }
        Front whole = front.copy();
        cutShort.forEach(cut -> whole.offer(cut, cut.stopped()));
        return whole;
    }

    private Trial winner(List<Trial> cutShort) {
        Contenders<Trial> contenders = evaluations.contenders();
        Trial best = contenders.best().orElseThrow();
        Trial winner = standingFor(best);
        double most = contenders.expected(best);
        for (Trial cut : cutShort) {
            Optional<Scores> scores = cut.stopped().reached().filter(Scores::areFinite);
            if (scores.isPresent() && trials(cut.first()).isEmpty()) {
                double expected = contenders.expectedOnce(scores.get().only().gain());
                winner = expected > most ? cut : winner;
                most = Math.max(expected, most);
            }
        }
        return winner;
    }

    private Trial standingFor(Trial first) {
        Front own = new Front();
        trials(first).forEach(trial -> own.offer(trial, trial.outcome().orElseThrow()));
        return own.best().orElseThrow();
    }

    /** So many trials that stand for the best architectures, where evaluations of one differ; none otherwise. */
    List<Trial> contenders(int count) {
        return evaluations.isNoisy()
                ? evaluations.contenders().best(count).stream()
                        .map(this::standingFor)
                        .toList()
                : List.of();
    }

    /** The trials that stand for architectures with {@link #repeats}, the best first. */
    List<Trial> repeated() {
        return contenders(Integer.MAX_VALUE).stream()
                .filter(trial -> repeats(trial).isPresent())
                .toList();
    }

    /** What the architecture of a trial reached: the mean, where there are {@link #repeats}. */
    Scores scores(Trial trial) {
        return repeats(trial).isPresent()
                ? Scores.of(objectives, List.of(evaluations.mean(trial.first())))
                : trial.outcome().flatMap(Outcome::reached).orElseThrow();
    }

    /** The evaluations of a trial's architecture, where there are several, and evaluations of one differ. */
    Optional<Repeats> repeats(Trial trial) {
        if (!evaluations.isNoisy()) {
            return Optional.empty();
        }
        List<Trial> all = trials(trial.first());
        return all.size() > 1 && all.contains(trial)
                ? Optional.of(new Repeats(
                        all.stream().map(Trial::number).sorted().toList(),
                        evaluations.contenders().standardError(trial.first())))
                : Optional.empty();
    }
}
