package io.lanista.runtime.experiment;

import io.lanista.runtime.journal.JournalRecord.Component;
import io.lanista.runtime.plugin.Lease;
import io.lanista.runtime.plugin.PluginHost;
import io.lanista.runtime.plugin.PluginOrigin;
import io.lanista.runtime.plugin.PluginProvider;
import java.util.Map;

/**
 * A strategy or an evaluator that an experiment named, or brought along.
 *
 * @param name its name
 * @param object what was found
 * @param origin where it comes from
 * @param lease gives it back
 * @param <S> the interface
 */
record Found<S>(String name, S object, PluginOrigin origin, AutoCloseable lease) implements AutoCloseable {
    static <S> Found<S> find(PluginHost host, Class<S> type, Chosen<S> chosen) {
        if (chosen.object().isPresent()) {
            PluginOrigin origin = new PluginOrigin(PluginOrigin.CLASS_PATH, "0.0.0", "given by the program");
            return new Found<>(chosen.name(), chosen.object().get(), origin, () -> {});
        }
        Lease<S> lease = host.lease(type, chosen.name());
        PluginProvider<S> provider = lease.provider();
        return new Found<>(provider.name(), lease.get(), provider.origin(), lease);
    }

    /** Its line in the journal's header. */
    Component component(Map<String, Object> options) {
        return new Component(name, origin.bundle(), origin.version(), options);
    }

    @Override
    public void close() {
        try {
            lease.close();
        } catch (Exception e) {
            throw new ExperimentException("The " + name + " could not be given back: " + e.getMessage(), e);
        }
    }
}
