package io.lanista.api.option;

import io.lanista.api.failure.Blame;
import io.lanista.api.failure.LanistaException;

/** Says which option is wrong, and what may be given: a mistake of the user's, in one sentence. */
public final class OptionException extends LanistaException {
    private static final long serialVersionUID = 1;

    /** With a sentence that names the option, its value and what is allowed. */
    public OptionException(String message) {
        super(Blame.USER, message);
    }
}
