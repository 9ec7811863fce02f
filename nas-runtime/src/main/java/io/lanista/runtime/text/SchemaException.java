package io.lanista.runtime.text;

/** Says what is wrong with a file, and where: a mistake of the user's, told in one sentence or two. */
public final class SchemaException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Location location;

    /** With a sentence that says what is wrong and what is allowed; the location is put before it. */
    public SchemaException(Location location, String message) {
        super(location + " " + message);
        this.location = location;
    }

    /** Where. */
    public Location location() {
        return location;
    }
}
