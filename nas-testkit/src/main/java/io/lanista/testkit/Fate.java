package io.lanista.testkit;

/** How the harness lets a trial end. */
public enum Fate {
    /** It is evaluated. */
    SCORED,
    /** It is evaluated, and the metric is not a number. */
    NOT_A_NUMBER,
    /** It fails. */
    FAILED,
    /** It is stopped early, half-way if the harness counts steps. */
    STOPPED
}
