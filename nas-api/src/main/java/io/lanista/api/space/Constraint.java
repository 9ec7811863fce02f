package io.lanista.api.space;

import io.lanista.api.model.Model;
import java.util.Optional;
import java.util.function.Predicate;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What an architecture must satisfy before anything is trained. Must be a pure function of the model. Part of the identity of the
 * space that it bounds, by its {@linkplain #describe description}.
 */
@ConsumerType
public interface Constraint {
    /**
     * What is wrong with the architecture.
     *
     * @param model nothing in it is left to decide
     * @return one sentence with the value and the bound, or empty if nothing is wrong
     */
    Optional<String> violation(Model model);

    /**
     * What it demands, with its bounds, such as {@code parameters in [0, 500000]}: the same text in every JVM, and the same for two
     * constraints only if they allow the same architectures.
     */
    String describe();

    /**
     * A constraint from a predicate.
     *
     * @param description what it demands, with its bounds, such as {@code first layer at most 64 wide}
     */
    static Constraint of(String description, Predicate<Model> holds) {
        return new Constraint() {
            @Override
            public Optional<String> violation(Model model) {
                return holds.test(model)
                        ? Optional.empty()
                        : Optional.of("The architecture breaks the constraint (" + description + ").");
            }

            @Override
            public String describe() {
                return description;
            }

            @Override
            public String toString() {
                return description;
            }
        };
    }
}
