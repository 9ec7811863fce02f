package io.lanista.runtime.experiment;

/** A one-shot trainer threw an exception or broke its contract: the plug-in's fault, which the message names. */
public final class TrainerFailedException extends ExperimentException {
    private static final long serialVersionUID = 1L;

    TrainerFailedException(String message) {
        super(message);
    }

    TrainerFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
