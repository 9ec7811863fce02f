package io.lanista.runtime.plugin;

import io.lanista.api.failure.Blame;

/** No provider, or more than one, fits what was asked for: the user's mistake, not the plug-in's. The message lists what there is. */
public final class NoSuchProviderException extends PluginException {
    private static final long serialVersionUID = 1L;

    NoSuchProviderException(String message) {
        super(Blame.USER, message);
    }
}
