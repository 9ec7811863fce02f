package io.lanista.executor.spark.wire;

/** What the host settles for all that its trials meet on the cluster. */
public enum Setting {
    /** Tells this session of a run from all others. */
    SESSION,
    /** The evaluator and all that it needs, as the host's message. */
    OPEN,
    /** How many trials run at once. */
    SLOTS,
    /** The heap of a worker, as Java's {@code -Xmx} says it. */
    HEAP,
    /** How many threads native code uses in a worker. */
    THREADS,
    /** The host's language. */
    LOCALE,
    /** The run's folder, where the host has it. */
    RUN_FOLDER,
    /** A file in it by whose content a machine knows that it has the same folder; empty if files always travel. */
    PROBE,
    /** What that file holds. */
    PROBE_CONTENT,
    /** A folder that all machines have, for checkpoints of trials that run; empty for none. */
    CHECKPOINTS,
    /** How long a cluster may take to give an executor, in seconds. */
    PATIENCE
}
