package io.lanista.api.strategy;

import io.lanista.api.option.Option;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A way of exploring a search space. Found by {@link java.util.ServiceLoader}; needs a public constructor without
 * parameters, and keeps no state between searches.
 */
@ConsumerType
public interface Strategy {
    /** The name by which experiment files ask for it, such as {@code tpe}. */
    String name();

    /**
     * Begins a search.
     *
     * @throws io.lanista.api.option.OptionException if an option doesn't suit this space; shown to the user as it is
     */
    Search open(SearchRequest request);

    /** What can be set, and how. */
    default List<Option<?>> options() {
        return List.of();
    }

    /** What this does, in one sentence, with its source. */
    default String description() {
        return "";
    }
}
