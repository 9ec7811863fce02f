package io.lanista.api.space;

/** Says that choices are not an architecture of the space, or that a space has none that its constraints allow. */
public final class InfeasibleException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With a sentence that names the decision, its value, and what is allowed. */
    public InfeasibleException(String message) {
        super(message);
    }
}
