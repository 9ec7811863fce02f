package io.lanista.runtime.experiment;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * When an experiment ends, whatever comes first. No more trials are begun than these limits allow, in parallel either. Trials that
 * run when the time is over or the target is reached are ended within a second. Those that the end of the time cut short count as
 * stopped, with what they reported last; a run whose time is over goes on with them later, for the same time again.
 *
 * @param trials how many trials are run, those that fail or are stopped early included; rejected candidates don't count
 * @param time how long it runs, interrupted sessions together, without pauses
 * @param target the value of the objective's metric that is good enough
 */
public record Budget(OptionalInt trials, Optional<Duration> time, OptionalDouble target) {
    /** Without a limit: runs until the strategy has nothing more to try. */
    public static final Budget UNLIMITED = new Budget(OptionalInt.empty(), Optional.empty(), OptionalDouble.empty());

    /** Checks the numbers. */
    public Budget {
        if (trials.isPresent() && trials.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "The budget of (" + trials.getAsInt() + ") trials is too small. Maybe at least 1.");
        }
        if (time.isPresent() && (time.get().isNegative() || time.get().isZero())) {
            throw new IllegalArgumentException("The time budget (" + time.get() + ") must be positive.");
        }
        if (target.isPresent() && Double.isNaN(target.getAsDouble())) {
            throw new IllegalArgumentException("The target score (NaN) is not a number.");
        }
    }

    /** So many trials. */
    public static Budget ofTrials(int trials) {
        return UNLIMITED.withTrials(trials);
    }

    /** So much time. */
    public static Budget ofTime(Duration time) {
        return UNLIMITED.withTime(time);
    }

    /** This budget with a limit on trials. */
    public Budget withTrials(int limit) {
        return new Budget(OptionalInt.of(limit), time, target);
    }

    /** This budget with a limit on time. */
    public Budget withTime(Duration limit) {
        return new Budget(trials, Optional.of(limit), target);
    }

    /** This budget with a value of the objective's metric at which to end. */
    public Budget withTarget(double value) {
        return new Budget(trials, time, OptionalDouble.of(value));
    }
}
