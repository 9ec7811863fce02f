package io.lanista.executor.spark.wire;

/** The first fields of messages from the Spark driver to the host. */
public final class ToHost {
    /** The cluster has given the driver a place: the version of Spark and the name of the application. */
    public static final String UP = "up";

    /** A trial began: the job, its attempt and the executor. */
    public static final String BEGUN = "begun";

    /** A trial reports: the job, its attempt, the step and the message. */
    public static final String REPORTED = "reported";

    /** How far a trial is: the job and the message. */
    public static final String ADVANCED = "advanced";

    /** A trial ended: the job and the message. */
    public static final String FINISHED = "finished";

    /** Spark runs a trial once more: the job and why. */
    public static final String AGAIN = "again";

    /** Spark has given a trial up: the job and why. */
    public static final String LOST = "lost";

    /** Nothing can run: why. */
    public static final String BROKEN = "broken";

    private ToHost() {}
}
