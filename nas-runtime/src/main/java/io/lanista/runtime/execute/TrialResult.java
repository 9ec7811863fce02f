package io.lanista.runtime.execute;

import io.lanista.api.trial.Metrics;
import io.lanista.runtime.foreign.ForeignText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a task ended. Reasons become one line of bounded length, whoever wrote them. */
public sealed interface TrialResult {
    /** The evaluator answered; a test without data has no metrics. */
    record Completed(Optional<Metrics> metrics) implements TrialResult {}

    /**
     * The evaluator failed.
     *
     * @param reason one sentence
     * @param log a file that says more, if there is one
     */
    record Failed(String reason, @Nullable String log) implements TrialResult {
        /** Makes the reason one line. */
        public Failed {
            reason = ForeignText.line(reason);
        }

        /** Without a log. */
        public Failed(String reason) {
            this(reason, null);
        }
    }

    /**
     * What it ran in died: it may go well another time.
     *
     * @param reason one sentence
     * @param log a file that says more, if there is one
     */
    record Crashed(String reason, @Nullable String log) implements TrialResult {
        /** Makes the reason one line. */
        public Crashed {
            reason = ForeignText.line(reason);
        }
    }

    /** It was cancelled before it could answer. */
    record Cancelled() implements TrialResult {}
}
