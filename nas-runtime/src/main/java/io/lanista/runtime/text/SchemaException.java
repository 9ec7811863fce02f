package io.lanista.runtime.text;

import io.lanista.api.failure.Blame;
import io.lanista.api.failure.LanistaException;

/** Says what is wrong with a file, and where: a mistake of the user's, in one sentence or two. */
public final class SchemaException extends LanistaException {
    private static final long serialVersionUID = 1;
    private final transient Location location;

    /** With a sentence that says what is wrong and what is allowed; the location is put before it. */
    public SchemaException(Location location, String message) {
        super(Blame.USER, location + " " + message);
        this.location = location;
    }

    /** Where. */
    public Location location() {
        return location;
    }
}
