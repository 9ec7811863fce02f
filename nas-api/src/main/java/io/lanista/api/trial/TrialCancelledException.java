package io.lanista.api.trial;

/** Thrown inside an evaluation when its trial is to end early; an evaluation lets it pass. */
public final class TrialCancelledException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With the reason: a stopping rule, the budget, the user. */
    public TrialCancelledException(String reason) {
        super(reason, null, false, false);
    }
}
