package io.lanista.runtime.drive;

import io.lanista.api.failure.Blame;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Outcome;
import io.lanista.runtime.experiment.CannotContinueException;
import io.lanista.runtime.experiment.Continuation;
import io.lanista.runtime.journal.JournalLine;
import io.lanista.runtime.journal.JournalRecord;
import io.lanista.runtime.journal.JournalRecord.Component;
import io.lanista.runtime.journal.JournalRecord.Header;
import java.util.List;

/** Brings a fresh search to where a journal ends, and notices if it answers differently now. */
final class Replay {
    private final SearchHistory history;
    private final String kind;
    private final Component now;
    private final List<String> changes;
    private Component then;

    /**
     * For a search.
     *
     * @param then what the journal begins with
     * @param now what it would begin with now
     * @param changes which other plug-ins are others than before, in words
     */
    Replay(SearchHistory history, Header then, Header now, List<String> changes) {
        this.history = history;
        this.kind = then.method().word();
        this.then = then.searcher();
        this.now = now.searcher();
        this.changes = changes;
    }

    void run(List<JournalLine> lines) {
        for (JournalLine line : lines) {
            if (line.record() instanceof JournalRecord.Asked asked) {
                compare(line.number(), asked);
            } else if (line.record() instanceof JournalRecord.Ended ended) {
                compare(line.number(), ended);
            } else if (line.record() instanceof JournalRecord.Resumed resumed) {
                resumed.plugins().stream()
                        .filter(plugin -> plugin.kind().equals(kind))
                        .forEach(plugin ->
                                then = new Component(plugin.name(), plugin.bundle(), plugin.version(), then.options()));
            }
            history.apply(line.record());
        }
    }

    private void compare(long line, JournalRecord.Asked asked) {
        Answer answer = history.ask(asked.freeSlots());
        if (!answer.equals(asked.answer())) {
            throw diverged(
                    line, "was asked for the trial (" + asked.trial() + ")", inWords(asked.answer()), inWords(answer));
        }
    }

    private void compare(long line, JournalRecord.Ended ended) {
        boolean stoppedThen = ended.outcome() instanceof Outcome.Stopped;
        boolean stopsNow = history.isToStop(ended.trial());
        if (stoppedThen != stopsNow && ended.reused().isEmpty()) {
            throw diverged(
                    line,
                    "saw the reports of the trial (" + ended.trial() + ")",
                    stoppedThen ? "stop" : "go on",
                    stopsNow ? "stop" : "go on");
        }
    }

    private CannotContinueException diverged(long line, String when, String before, String after) {
        boolean same = then.version().equals(now.version()) && changes.isEmpty();
        return new CannotContinueException(
                same ? Blame.PLUGIN : Blame.USER,
                "The run can't be continued: when the strategy " + when + " (line " + (line + 1) + " of the journal), "
                        + then + " answered " + before + ", and " + now + " answers " + after + "."
                        + (changes.isEmpty() ? "" : " Besides, " + String.join(", and ", changes) + "."),
                List.of(
                        same
                                ? "it draws randomness or time from elsewhere than its host"
                                : "install the former version again"),
                List.of(Continuation.FORK));
    }

    private static String inWords(Answer answer) {
        if (answer instanceof Answer.Try candidate) {
            String steps =
                    candidate.steps().isPresent() ? " for " + candidate.steps().getAsInt() + " steps" : "";
            String after = candidate.continues().isPresent()
                    ? " after trial " + candidate.continues().getAsInt()
                    : "";
            return "try " + candidate.choices() + steps + after;
        }
        return String.valueOf(answer);
    }
}
