package io.lanista.runtime.experiment;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a listener, whatever it throws. */
final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final RunListener listener;

    Listeners(RunListener listener) {
        this.listener = listener;
    }

    void tell(Consumer<RunListener> event) {
        try {
            event.accept(listener);
        } catch (RuntimeException e) {
            LOG.warn("The listener failed: {}", e.toString(), e);
        }
    }
}
