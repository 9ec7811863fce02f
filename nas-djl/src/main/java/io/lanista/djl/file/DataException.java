package io.lanista.djl.file;

import io.lanista.api.failure.Blame;
import io.lanista.api.failure.LanistaException;

/** Says what is wrong with data that a user gave: one sentence with the file, the value and a way out. */
public class DataException extends LanistaException {
    private static final long serialVersionUID = 1;

    /** With a sentence for the user. */
    public DataException(String message) {
        super(Blame.USER, message);
    }

    /** With a sentence for the user, and what led to it. */
    public DataException(String message, Throwable cause) {
        super(Blame.USER, message, cause);
    }
}
