package io.lanista.tracker.tensorboard;

import java.time.Instant;
import java.util.Map;

/**
 * A trial as the HParams page of TensorBoard knows it: a session with the values that were tried. Field numbers are those of
 * {@code plugin_data.proto} and {@code api.proto} of that plug-in, and of {@code google.protobuf.Value}.
 */
final class Session {
    static final String PLUGIN = "hparams";
    static final String START_TAG = "_hparams_/session_start_info";
    static final String END_TAG = "_hparams_/session_end_info";

    private static final long SUCCESS = 1;
    private static final long FAILURE = 2;

    private Session() {}

    /** It began. */
    static Message start(String name, Map<String, Object> values, Instant at) {
        Message start = new Message();
        values.forEach(
                (label, value) -> start.put(1, new Message().put(1, label).put(2, value(value))));
        start.put(4, name).put(5, EventFile.seconds(at));
        return new Message().put(1, 0L).put(3, start);
    }

    /** It ended. */
    static Message end(boolean succeeded, Instant at) {
        Message end = new Message().put(1, succeeded ? SUCCESS : FAILURE).put(2, EventFile.seconds(at));
        return new Message().put(1, 0L).put(4, end);
    }

    private static Message value(Object value) {
        if (value instanceof Number number) {
            return new Message().put(2, number.doubleValue());
        }
        if (value instanceof Boolean truth) {
            return new Message().put(4, truth ? 1L : 0L);
        }
        return new Message().put(3, value.toString());
    }
}
