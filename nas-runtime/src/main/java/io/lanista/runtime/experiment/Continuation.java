package io.lanista.runtime.experiment;

/** What to do with a run that was begun before. */
public enum Continuation {
    /** The last run of this name goes on if it has something left to do, as after a raised budget; otherwise a new one begins. */
    AUTO,
    /** A new run begins. */
    NEW,
    /** A new run begins, and its strategy is told the finished trials of the last one. */
    FORK,
    /** As {@link #FORK}, where the space only grew: what was possible before still is. */
    EXTEND
}
