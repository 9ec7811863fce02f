package io.lanista.executor.spark.driver;

import io.lanista.executor.spark.wire.Call;
import io.lanista.executor.spark.wire.ToHost;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Which attempt of each job counts, and what the host has decided of its last report. Called by Spark's threads that bring messages, so
 * nothing here waits.
 */
final class Attempts {
    private static final String NO = "false";

    private final Outbox outbox;
    private final Supplier<String> lastFailure;
    private final Map<String, Attempt> current = new ConcurrentHashMap<>();

    /** An attempt, the step of its last report, and the answer to that. */
    private record Attempt(int number, String step, String answer) {}

    /**
     * Nothing runs yet.
     *
     * @param lastFailure why Spark began an attempt anew, as far as it has said
     */
    Attempts(Outbox outbox, Supplier<String> lastFailure) {
        this.outbox = outbox;
        this.lastFailure = lastFailure;
    }

    /** Takes a message of a trial (kind, job, attempt, step, text), and answers it. */
    String answer(String[] message) {
        String job = message[1];
        int attempt = Integer.parseInt(message[2]);
        Attempt known = current.get(job);
        switch (message[0]) {
            case "begun":
                return begun(job, attempt, message[4]);
            case Call.ADVANCED:
                if (known != null && known.number() == attempt) {
                    outbox.add(ToHost.ADVANCED, job, message[4]);
                }
                return "";
            case Call.REPORTED:
                if (known == null || known.number() != attempt) {
                    return NO;
                }
                current.replace(job, new Attempt(attempt, message[3], "wait"));
                outbox.add(ToHost.REPORTED, job, message[2], message[3], message[4]);
                return "wait";
            default:
                return known == null
                                || known.number() != attempt
                                || !known.step().equals(message[3])
                        ? NO
                        : known.answer();
        }
    }

    private String begun(String job, int attempt, String where) {
        Attempt before = current.put(job, new Attempt(attempt, "", NO));
        if (attempt > 0 && (before == null || before.number() < attempt)) {
            outbox.add(ToHost.AGAIN, job, lastFailure.get());
        }
        outbox.add(ToHost.BEGUN, job, Integer.toString(attempt), where);
        return "";
    }

    /** Takes the host's answer to a report. */
    void decided(String job, String attempt, String step, String goesOn) {
        current.computeIfPresent(
                job,
                (number, known) -> known.number() == Integer.parseInt(attempt)
                                && known.step().equals(step)
                        ? new Attempt(known.number(), step, goesOn)
                        : known);
    }

    /** Nothing that the job says counts any more. */
    void end(String job) {
        current.remove(job);
    }
}
