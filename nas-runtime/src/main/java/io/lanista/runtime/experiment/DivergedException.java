package io.lanista.runtime.experiment;

/** On replay a strategy answered differently than the journal says; the message shows both answers and both versions. */
public final class DivergedException extends ExperimentException {
    private static final long serialVersionUID = 1L;

    DivergedException(String message) {
        super(message);
    }
}
