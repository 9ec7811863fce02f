package io.lanista.runtime.plugin;

import io.lanista.api.failure.Blame;
import io.lanista.api.failure.LanistaException;

/** The host can't start, a plug-in can't be used, or it failed. The message is meant for users and names a way out. */
public class PluginException extends LanistaException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for the user. */
    public PluginException(String message) {
        this(Blame.PLUGIN, message);
    }

    /** With a sentence for the user and what is behind it. */
    public PluginException(String message, Throwable cause) {
        super(Blame.PLUGIN, message, cause);
    }

    PluginException(Blame blame, String message) {
        super(blame, message);
    }
}
