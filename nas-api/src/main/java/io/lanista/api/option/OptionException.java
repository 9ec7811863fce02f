package io.lanista.api.option;

/** Says which option is wrong, and what may be given: a mistake of the user's, told in one sentence. */
public final class OptionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With a sentence that names the option, its value and what is allowed. */
    public OptionException(String message) {
        super(message);
    }
}
