package io.lanista.api.strategy;

import io.lanista.api.trial.Report;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A search in progress.
 *
 * <p>Called from one thread at a time. Everything it does may depend only on the {@link SearchRequest}, the earlier calls
 * on this object, and the generator in each {@link Ask}: the host replays those calls to resume an experiment, and fails
 * if an answer differs. No clock, no statics, no order of hash tables.
 */
@ConsumerType
public interface Search extends AutoCloseable {
    /**
     * Proposes the next architecture to try.
     *
     * @return a candidate to try, {@code WAIT} if a running trial must end first, or {@code DONE}
     */
    Answer ask(Ask ask);

    /**
     * Learns how a trial ended. Trials end in any order; each one ends once.
     *
     * @param trial the number that was in the {@link Ask}
     */
    void tell(int trial, Outcome outcome);

    /**
     * Learns the mean over a trial that was told and later evaluations of its architecture, of which there is one more now; the
     * metric {@code <objective>_se} is the standard error of it. By default nothing happens.
     */
    default void revise(int trial, Outcome mean) {}

    /**
     * Sees what a running trial reports.
     *
     * @return whether the trial goes on
     */
    default Verdict onReport(int trial, Report report) {
        return Verdict.CONTINUE;
    }

    /**
     * The host won't run the candidate that was answered to this ask, since it is a duplicate, breaks a constraint or
     * can't be built; the host asks again, with a new trial number. By default it is told as a failure.
     */
    default void reject(int trial, String reason) {
        tell(trial, Outcome.failed(reason));
    }

    @Override
    default void close() {}

    /** Whether a running trial goes on. */
    enum Verdict {
        /** It goes on. */
        CONTINUE,
        /** It is stopped, and will be told as {@link Outcome.Stopped}. */
        STOP
    }
}
