package io.lanista.api.space;

import io.lanista.api.model.Model;
import java.util.Optional;
import java.util.function.Predicate;
import org.osgi.annotation.versioning.ConsumerType;

/** What an architecture must satisfy before anything is trained. Must be a pure function of the model. */
@ConsumerType
@FunctionalInterface
public interface Constraint {
    /**
     * What is wrong with the architecture.
     *
     * @param model nothing in it is left to decide
     * @return one sentence with the value and the bound, or empty if nothing is wrong
     */
    Optional<String> violation(Model model);

    /** A constraint from a predicate; the name completes "The architecture …", as in {@code is not symmetric}. */
    static Constraint of(String violation, Predicate<Model> holds) {
        return model -> holds.test(model) ? Optional.empty() : Optional.of("The architecture " + violation + ".");
    }
}
