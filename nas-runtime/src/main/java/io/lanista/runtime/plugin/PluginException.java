package io.lanista.runtime.plugin;

/** The host can't start, or can't give what was asked for. The message is meant for users and names a way out. */
public class PluginException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for the user. */
    public PluginException(String message) {
        super(message);
    }

    /** With a sentence for the user and what is behind it. */
    public PluginException(String message, Throwable cause) {
        super(message, cause);
    }
}
