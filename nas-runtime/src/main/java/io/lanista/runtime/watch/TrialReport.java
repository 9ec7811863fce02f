package io.lanista.runtime.watch;

import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Outcome;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A trial that ended.
 *
 * @param trial its number
 * @param choices what was tried
 * @param steps how many steps it was to train in all, if the strategy decided that
 * @param outcome how it went
 * @param seconds how long its last attempt took
 * @param reused the trial whose outcome this is, if it was not run itself
 * @param log a file that says more about a failure, if there is one
 */
public record TrialReport(
        int trial,
        Choices choices,
        OptionalInt steps,
        Outcome outcome,
        double seconds,
        OptionalInt reused,
        @Nullable String log) {}
