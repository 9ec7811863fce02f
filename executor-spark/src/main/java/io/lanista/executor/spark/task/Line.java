package io.lanista.executor.spark.task;

import io.lanista.executor.spark.wire.Call;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.spark.api.plugin.PluginContext;

/**
 * A trial's line to the driver. Messages have the number of the job and of the attempt before them, so that the driver knows what an
 * attempt says that it has given up. A verdict isn't awaited by the driver's threads, which must not block: it is asked for again.
 */
final class Line implements Function<String[], String> {
    /** The kind of a message at the start. */
    static final String BEGUN = "begun";

    /** The kind of a question for a verdict. */
    static final String VERDICT = "verdict";

    /** The answer of a driver that doesn't know yet. */
    static final String WAIT = "wait";

    private static final long LONGEST_PAUSE_MILLIS = 20;

    private final PluginContext channel;
    private final String job;
    private final String attempt;

    Line(PluginContext channel, String job, int attempt) {
        this.channel = channel;
        this.job = job;
        this.attempt = Integer.toString(attempt);
    }

    void begun(String where) throws Exception {
        channel.ask(new String[] {BEGUN, job, attempt, "", where});
    }

    @Override
    public String apply(String[] message) {
        try {
            String[] sent = {message[0], job, attempt, message[1], message[2]};
            if (!message[0].equals(Call.REPORTED)) {
                channel.send(sent);
                return "";
            }
            String answer = (String) channel.ask(sent);
            long pause = 1;
            while (answer.equals(WAIT)) {
                TimeUnit.MILLISECONDS.sleep(pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
                answer = (String) channel.ask(new String[] {VERDICT, job, attempt, message[1], ""});
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "false";
        } catch (Exception e) { // The driver is gone, and nobody decides any more.
            return "false";
        }
    }
}
