package io.lanista.runtime.journal;

/** The journal can't be read or written. The message is meant for users and names a way out. */
public class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for the user. */
    public JournalException(String message) {
        super(message);
    }

    /** With a sentence for the user and what is behind it. */
    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
