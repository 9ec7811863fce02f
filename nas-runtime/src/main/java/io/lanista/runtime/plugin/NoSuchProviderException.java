package io.lanista.runtime.plugin;

/** No provider, or more than one, fits what was asked for: the user's mistake, not the plug-in's. The message lists what there is. */
public final class NoSuchProviderException extends PluginException {
    private static final long serialVersionUID = 1L;

    NoSuchProviderException(String message) {
        super(message);
    }
}
