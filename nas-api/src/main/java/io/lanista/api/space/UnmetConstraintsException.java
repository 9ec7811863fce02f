package io.lanista.api.space;

/**
 * Says that no architecture was found that the constraints of a space allow. It is up to whoever wrote the space and its
 * constraints, not to the strategy that was looking.
 */
public final class UnmetConstraintsException extends InfeasibleException {
    private static final long serialVersionUID = 1;

    /** With a sentence that names the constraints and how far the architectures are from them. */
    public UnmetConstraintsException(String message) {
        super(message);
    }
}
