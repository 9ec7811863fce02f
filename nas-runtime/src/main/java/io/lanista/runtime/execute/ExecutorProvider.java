package io.lanista.runtime.execute;

import io.lanista.api.option.Option;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A kind of place where trials run. Found by {@link java.util.ServiceLoader}; needs a public constructor without parameters, and
 * keeps no state between experiments.
 */
@ConsumerType
public interface ExecutorProvider {
    /** The name by which experiment files ask for it, such as {@code spark}. */
    String name();

    /**
     * Opens an executor for one experiment. What takes long is better left to the first task.
     *
     * @throws io.lanista.api.option.OptionException if it can't run this experiment; shown to the user as it is
     */
    TrialExecutor open(ExecutorRequest request);

    /** What can be set, and how. */
    default List<Option<?>> options() {
        return List.of();
    }

    /** What this is for, in one sentence. */
    default String description() {
        return "";
    }
}
