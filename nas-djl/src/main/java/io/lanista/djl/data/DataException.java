package io.lanista.djl.data;

/** Says what is wrong with data that a user gave: one sentence with the file, the value and a way out. */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With a sentence for the user. */
    public DataException(String message) {
        super(message);
    }

    /** With a sentence for the user, and what led to it. */
    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
