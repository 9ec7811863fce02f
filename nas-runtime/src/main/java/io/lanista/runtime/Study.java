package io.lanista.runtime;

import io.lanista.runtime.watch.RunResult;

/**
 * What the search for the best arguments of a function came to.
 *
 * @param best the best arguments that were tried
 * @param value what the function had there
 * @param run the run, whose journal holds all that was tried
 */
public record Study(Point best, double value, RunResult run) {
    /** As in {@code 0.0001 at {x=2.01}}. */
    @Override
    public String toString() {
        return value + " at " + best;
    }
}
