package io.lanista.runtime.experiment;

/** An experiment can't start or go on. The message is meant for users: it says whose fault it is and what to do. */
public class ExperimentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for the user. */
    public ExperimentException(String message) {
        super(message);
    }

    /** With a sentence for the user and what is behind it. */
    public ExperimentException(String message, Throwable cause) {
        super(message, cause);
    }
}
