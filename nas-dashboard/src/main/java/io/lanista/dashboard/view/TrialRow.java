package io.lanista.dashboard.view;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of one trial. */
final class TrialRow {
    /** How far a trial is. */
    enum State {
        /** It waits or runs. */
        OPEN,
        /** It was evaluated to its end. */
        SCORED,
        /** It was stopped early. */
        STOPPED,
        /** It failed. */
        FAILED,
        /** It was never run. */
        REJECTED
    }

    /**
     * Intermediate metrics.
     *
     * @param values by the columns of the run's metrics
     * @param change the offset in the journal up to which was read when this was new
     */
    record Report(int step, double[] values, long change) {}

    final int number;
    final double[] choices;
    final long asked;
    final List<Report> reports = new ArrayList<>(0);

    State state = State.OPEN;
    long ended = -1;
    double seconds = Double.NaN;
    double[] metrics = {};
    int steps = -1;
    int continues = -1;
    int reused = -1;
    int lastStep = -1;

    @Nullable String reason;

    @Nullable String log;

    /** The offset in the journal up to which was read when this last changed. */
    long change;

    /**
     * @param asked when it was proposed, in milliseconds since the run began
     */
    TrialRow(int number, double[] choices, long asked) {
        this.number = number;
        this.choices = choices;
        this.asked = asked;
    }

    double choice(int column) {
        return column < choices.length ? choices[column] : Double.NaN;
    }

    double metric(int column) {
        return column < metrics.length ? metrics[column] : Double.NaN;
    }
}
