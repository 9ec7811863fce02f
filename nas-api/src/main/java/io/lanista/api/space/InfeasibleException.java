package io.lanista.api.space;

import io.lanista.api.failure.Blame;
import io.lanista.api.failure.LanistaException;

/** Says that choices are not an architecture of the space, or that none was found that its constraints allow. */
public sealed class InfeasibleException extends LanistaException permits UnmetConstraintsException {
    private static final long serialVersionUID = 1;

    /** With a sentence that names the decision, its value, and what is allowed. */
    public InfeasibleException(String message) {
        super(Blame.USER, message);
    }
}
