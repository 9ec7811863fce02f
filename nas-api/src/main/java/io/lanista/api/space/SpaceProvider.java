package io.lanista.api.space;

import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A search space that can be asked for by name. Found by {@link java.util.ServiceLoader}; needs a public constructor
 * without parameters, and holds no state.
 */
@ConsumerType
public interface SpaceProvider {
    /** The name by which experiment files ask for it, such as {@code nasbench201}. */
    String name();

    /**
     * The space. A pure function of the options.
     *
     * @param options checked against {@link #options()}
     * @throws io.lanista.api.option.OptionException if options that are allowed one by one don't go together
     */
    SearchSpace open(Options options);

    /** What can be set, and how. */
    default List<Option<?>> options() {
        return List.of();
    }

    /** What it spans, in one sentence, with its source. */
    default String description() {
        return "";
    }
}
