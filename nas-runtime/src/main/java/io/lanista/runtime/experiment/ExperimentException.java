package io.lanista.runtime.experiment;

import io.lanista.api.failure.Blame;
import io.lanista.api.failure.LanistaException;

/** An experiment can't start or go on. */
public class ExperimentException extends LanistaException {
    private static final long serialVersionUID = 1L;

    /** A mistake of the user's, in a sentence. */
    public ExperimentException(String message) {
        super(Blame.USER, message);
    }

    /** A mistake of the user's, in a sentence, and what is behind it. */
    public ExperimentException(String message, Throwable cause) {
        super(Blame.USER, message, cause);
    }

    /** Of somebody's fault. */
    public ExperimentException(Blame blame, String message) {
        super(blame, message);
    }

    /** Of somebody's fault, with what is behind it. */
    public ExperimentException(Blame blame, String message, Throwable cause) {
        super(blame, message, cause);
    }
}
