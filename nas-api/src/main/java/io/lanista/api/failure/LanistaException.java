package io.lanista.api.failure;

/**
 * The root of the exceptions whose message is meant for people: it names the thing, its value and a way out, in one sentence or
 * two. Its type of {@link Blame} decides how a program tells of it, such as the exit code of a command. Plug-ins throw one of its
 * subclasses, such as {@link io.lanista.api.option.OptionException}; whatever else they throw is told as their fault.
 */
public class LanistaException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final Blame blame;

    /** With a sentence. */
    public LanistaException(Blame blame, String message) {
        super(message);
        this.blame = blame;
    }

    /** With a sentence and what is behind it. */
    public LanistaException(Blame blame, String message, Throwable cause) {
        super(message, cause);
        this.blame = blame;
    }

    /** Whose fault it is. */
    public final Blame blame() {
        return blame;
    }
}
