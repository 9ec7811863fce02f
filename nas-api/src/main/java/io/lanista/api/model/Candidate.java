package io.lanista.api.model;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One candidate of a choice.
 *
 * @param name how the choice names it; not empty
 * @param operation what it is
 */
public record Candidate(String name, Operation operation) {
    /** Checks the name. */
    public Candidate {
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    "A candidate's name must not be empty. Maybe name it after its operation.");
        }
    }

    /** A candidate with this name. */
    public static Candidate of(String name, Operation operation) {
        return new Candidate(name, operation);
    }

    /** Candidates of the same names, with what the function makes of their operations. */
    static List<Candidate> changed(List<Candidate> candidates, UnaryOperator<Operation> change) {
        return candidates.stream()
                .map(candidate -> new Candidate(candidate.name, change.apply(candidate.operation)))
                .toList();
    }
}
