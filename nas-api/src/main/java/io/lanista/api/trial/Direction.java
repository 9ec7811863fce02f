package io.lanista.api.trial;

/** Whether more or less of a metric is better. */
public enum Direction {
    /** More is better, as with accuracy. */
    MAXIMIZE,
    /** Less is better, as with an error or a loss. */
    MINIMIZE
}
