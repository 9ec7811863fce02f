package io.lanista.install.fetch;

import io.lanista.api.failure.Blame;
import io.lanista.api.failure.LanistaException;

/** Something can't be fetched, or isn't what was asked for. The message says what, from where, and what may help. */
public final class FetchException extends LanistaException {
    private static final long serialVersionUID = 1L;

    /** A mistake of the user's, or of whoever published it. */
    public FetchException(String message) {
        super(Blame.USER, message);
    }

    /** Of somebody's fault, with what is behind it. */
    public FetchException(Blame blame, String message, Throwable cause) {
        super(blame, message, cause);
    }
}
