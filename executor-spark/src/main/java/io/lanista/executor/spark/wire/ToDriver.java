package io.lanista.executor.spark.wire;

/** The first fields of messages from the host to the Spark driver. */
public final class ToDriver {
    /** A setting: its name and value. */
    public static final String SET = "set";

    /** A file that trials need: its kind, name and path. */
    public static final String SHIP = "ship";

    /** All is said: connect to the cluster. */
    public static final String GO = "go";

    /** A trial: the number of its job, its message, and the paths of its folders for checkpoints and artifacts. */
    public static final String START = "start";

    /** A job is not wanted any more. */
    public static final String CANCEL = "cancel";

    /** Whether a trial goes on: the job, its attempt, the step and the answer. */
    public static final String VERDICT = "verdict";

    private ToDriver() {}
}
