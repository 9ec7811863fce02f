package io.lanista.executor.spark.wire;

import java.util.Objects;
import java.util.function.Function;

/**
 * What a trial says over the line to the driver, in texts alone.
 *
 * @param line takes a message and answers with a text
 */
public record Call(Function<String[], String> line) {
    /** The kind of a message whose answer is whether the trial goes on. */
    public static final String REPORTED = "reported";

    /** The kind of a message without an answer. */
    public static final String ADVANCED = "advanced";

    /** Brings a report, and returns once it is decided whether the trial goes on. */
    public boolean goesOn(int step, String message) {
        return Boolean.parseBoolean(line.apply(new String[] {REPORTED, Integer.toString(step), message}));
    }

    /** Says how far the next step is. */
    public void advanced(String message) {
        Objects.requireNonNull(line.apply(new String[] {ADVANCED, "", message}), "an answer");
    }
}
