package io.lanista.api.space;

import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import java.util.List;
import java.util.Optional;
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

    /**
     * An architecture as the field writes it, such as a genotype.
     *
     * @param choices of a space that this provider opened, with whatever options; its base model bears this provider's name
     * @return empty if the field has no notation for this space
     */
    default Optional<String> notation(Choices choices) {
        return Optional.empty();
    }

    /**
     * The choices that a {@linkplain #notation notation} stands for.
     *
     * @throws IllegalArgumentException if it can't be read; the message says what is expected
     */
    default Choices parse(String notation) {
        throw new IllegalArgumentException(
                "The space '" + name() + "' has no notation of its own. Maybe write its choices.");
    }

    /** What it spans, in one sentence, with its source. */
    default String description() {
        return "";
    }
}
