package io.lanista.runtime.watch;

import io.lanista.api.option.Option;
import java.time.Duration;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A kind of listener that experiment files name under {@code trackers}, such as one that sends results to a server. Found by
 * {@link java.util.ServiceLoader}; needs a public constructor without parameters, and keeps no state between runs.
 */
@ConsumerType
public interface RunListenerProvider {
    /** The name by which experiment files ask for it. */
    String name();

    /**
     * Makes a listener for one run. Called before anything runs, by the thread that starts the run.
     *
     * @throws io.lanista.api.option.OptionException if an option is wrong; shown to the user as it is
     */
    RunListener open(RunListenerRequest request);

    /** What can be set, and how. */
    default List<Option<?>> options() {
        return List.of();
    }

    /** How long a run waits at its end, when all trials are over, for a listener to deliver what it was told. */
    default Duration patience() {
        return Duration.ofSeconds(5);
    }

    /** What this is for, in one sentence. */
    default String description() {
        return "";
    }
}
