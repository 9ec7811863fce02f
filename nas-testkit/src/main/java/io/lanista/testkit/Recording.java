package io.lanista.testkit;

import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.Score;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All that happened in one run, in order.
 *
 * @param events immutable
 */
public record Recording(List<Event> events) {
    /** Copies. */
    public Recording {
        events = List.copyOf(events);
    }

    /** The first events. */
    public Recording first(int count) {
        return new Recording(events.subList(0, count));
    }

    /** What the search proposed, in order, what was rejected afterwards included. */
    public List<Choices> proposed() {
        List<Choices> proposed = new ArrayList<>();
        for (Event event : events) {
            if (event instanceof Event.Asked asked && asked.answer() instanceof Answer.Try candidate) {
                proposed.add(candidate.choices());
            }
        }
        return Collections.unmodifiableList(proposed);
    }

    /** The candidates of the trials that neither ended nor were rejected, by trial. */
    public Map<Integer, Choices> running() {
        Map<Integer, Choices> running = new TreeMap<>();
        for (Event event : events) {
            if (event instanceof Event.Asked asked) {
                if (asked.answer() instanceof Answer.Try candidate) {
                    running.put(asked.trial(), candidate.choices());
                }
            } else if (event instanceof Event.Told || event instanceof Event.Rejected) {
                running.remove(event.trial());
            }
        }
        return Collections.unmodifiableMap(running);
    }

    /** The scores of the trials that were evaluated to the end, in the order in which they ended. */
    public List<Score> scores() {
        List<Score> scores = new ArrayList<>();
        for (Event event : events) {
            if (event instanceof Event.Told told && told.outcome() instanceof Outcome.Scored scored) {
                scores.add(scored.score());
            }
        }
        return Collections.unmodifiableList(scores);
    }

    /** The best score, if there is one. */
    public Optional<Score> best() {
        return scores().stream().max(Score::compareTo);
    }

    /** Whether the search said that it is done. */
    public boolean isDone() {
        return !events.isEmpty()
                && events.get(events.size() - 1) instanceof Event.Asked asked
                && asked.answer() == Answer.DONE;
    }

    /** One line for each event; equal for equal recordings, in every JVM. */
    public String text() {
        return events.stream().map(String::valueOf).collect(Collectors.joining("\n", "", "\n"));
    }
}
