package io.lanista.runtime.experiment;

/** A strategy threw an exception or broke its contract: the plug-in's fault, which the message names. */
public final class StrategyFailedException extends ExperimentException {
    private static final long serialVersionUID = 1L;

    StrategyFailedException(String message) {
        super(message);
    }

    StrategyFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
