package io.lanista.testkit;

import io.lanista.api.strategy.Answer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says where two runs differ that should be equal, and what that usually comes from. */
final class Differences {
    private static final String ADVICE =
            "A resumed search is made by the same asks and tells as the first one, and must"
                    + " answer the same. Maybe keep all that it knows (finished, pending and rejected trials) in the Search object,"
                    + " written in ask, tell and reject only; nothing in statics, files, or the Strategy object.";

    private Differences() {}

    /** A replay went another way than the first run. */
    static String onReplay(Recording before, Event first, Event again) {
        Map<Integer, ?> running = before.running();
        StringBuilder message = new StringBuilder("After a replay of the first ("
                + before.events().size()
                + ") events, the new search differs.\n  In the first run: " + said(first) + "\n  On the replay:    "
                + said(again)
                + "\n  Running then:     " + (running.isEmpty() ? "no trial" : "trials " + running.keySet()) + "\n");
        if (again instanceof Event.Asked asked
                && asked.answer() instanceof Answer.Try candidate
                && running.containsValue(candidate.choices())) {
            message.append("It proposes again what is still running: pending trials are forgotten on resume. ");
        }
        return message.append(ADVICE).toString();
    }

    /** A run that was resumed after a prefix went on differently; empty if it didn't. */
    static String resumed(Recording whole, Recording resumed, int prefix) {
        List<Event> expected = whole.events();
        for (int i = prefix; i < expected.size(); i++) {
            Event again = i < resumed.events().size() ? resumed.events().get(i) : null;
            if (again == null) {
                return "After a replay of the first (" + prefix + ") events, the search ends early, at event (" + i
                        + "). " + ADVICE;
            }
            if (!expected.get(i).equals(again)) {
                return onReplay(whole.first(i), expected.get(i), again);
            }
        }
        return "";
    }

    /** Two runs from the same seed differ; empty if they don't. */
    static String between(Recording first, Recording second, String where, String hint) {
        List<Event> one = first.events();
        List<Event> other = second.events();
        for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
            Event left = i < one.size() ? one.get(i) : null;
            Event right = i < other.size() ? other.get(i) : null;
            if (left == null || !left.equals(right)) {
                return where + ", two runs differ at event (" + i + ").\n  First:  " + said(left) + "\n  Second: "
                        + said(right) + "\n" + hint;
            }
        }
        return "";
    }

    private static String said(@Nullable Event event) {
        return event == null ? "nothing, the run is over" : event.toString();
    }
}
