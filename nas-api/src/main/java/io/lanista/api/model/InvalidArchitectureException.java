package io.lanista.api.model;

import io.lanista.api.failure.Blame;
import io.lanista.api.failure.LanistaException;

/**
 * Says that a combination of choices is no architecture: shapes that don't fit, a cell without a path, a mutation that
 * can't be made here. It is an ordinary outcome of a search, not a failure of the program.
 */
public final class InvalidArchitectureException extends LanistaException {
    private static final long serialVersionUID = 1;

    /** With a sentence that names the place and the values. */
    public InvalidArchitectureException(String message) {
        super(Blame.USER, message);
    }

    /** With a sentence and the reason behind it. */
    public InvalidArchitectureException(String message, Throwable cause) {
        super(Blame.USER, message, cause);
    }
}
