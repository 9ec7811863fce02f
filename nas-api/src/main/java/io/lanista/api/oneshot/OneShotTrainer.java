package io.lanista.api.oneshot;

import io.lanista.api.option.Option;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A way of searching inside one supernet. Found by {@link java.util.ServiceLoader}; needs a public constructor without
 * parameters, and keeps no state between runs.
 */
@ConsumerType
public interface OneShotTrainer {
    /** The name by which experiment files ask for it, such as {@code darts}. */
    String name();

    /**
     * Begins a run.
     *
     * @throws io.lanista.api.option.OptionException if an option or a decision of the space doesn't suit this trainer
     */
    OneShotRun open(OneShotRequest request);

    /** What can be set, and how. */
    default List<Option<?>> options() {
        return List.of();
    }

    /** What this does, in one sentence, with its source. */
    default String description() {
        return "";
    }
}
