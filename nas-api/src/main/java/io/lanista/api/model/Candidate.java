package io.lanista.api.model;

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
}
