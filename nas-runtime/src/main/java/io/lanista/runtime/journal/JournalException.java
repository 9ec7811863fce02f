package io.lanista.runtime.journal;

import io.lanista.api.failure.Blame;
import io.lanista.api.failure.LanistaException;

/** The journal can't be read or written. */
public class JournalException extends LanistaException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for the user. */
    public JournalException(String message) {
        super(Blame.USER, message);
    }

    /** With a sentence for the user and what is behind it: a full disk is nobody's mistake. */
    public JournalException(String message, Throwable cause) {
        super(Blame.isFullDisk(cause) ? Blame.RESOURCES : Blame.USER, message, cause);
    }
}
