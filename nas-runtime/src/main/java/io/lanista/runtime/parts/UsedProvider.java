package io.lanista.runtime.parts;

import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import io.lanista.runtime.experiment.PluginChoice;
import io.lanista.runtime.journal.JournalRecord.Component;
import io.lanista.runtime.plugin.Lease;
import io.lanista.runtime.plugin.PluginHost;
import io.lanista.runtime.plugin.PluginOrigin;
import io.lanista.runtime.plugin.ProviderGuard;
import io.lanista.runtime.watch.ProviderInfo;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * A strategy, an evaluator or another provider that an experiment named, or brought along, with its options checked. Held until it
 * is closed.
 *
 * @param kind what it is, in a word for users
 * @param name its name
 * @param object what was found
 * @param options checked
 * @param origin where it comes from
 * @param lease gives it back; empty for an object of the program
 * @param <S> the interface
 */
public record UsedProvider<S>(
        String kind, String name, S object, Options options, PluginOrigin origin, Optional<Lease<S>> lease)
        implements AutoCloseable {
    /**
     * Finds what an experiment names.
     *
     * @param declared what options there are
     */
    public static <S> UsedProvider<S> find(
            PluginHost host,
            Class<S> type,
            String kind,
            PluginChoice<S> choice,
            Function<S, List<Option<?>>> declared) {
        if (choice.object().isPresent()) {
            PluginOrigin origin = new PluginOrigin(PluginOrigin.CLASS_PATH, "0.0.0", "given by the program");
            S object = choice.object().get();
            Options options = options(kind, choice.name(), object, origin, choice, declared);
            return new UsedProvider<>(kind, choice.name(), object, options, origin, Optional.empty());
        }
        Lease<S> lease = host.lease(type, choice.name());
        try {
            String name = lease.provider().name();
            PluginOrigin origin = lease.provider().origin();
            Options options = options(kind, name, lease.get(), origin, choice, declared);
            return new UsedProvider<>(kind, name, lease.get(), options, origin, Optional.of(lease));
        } catch (RuntimeException e) {
            lease.close();
            throw e;
        }
    }

    private static <S> Options options(
            String kind,
            String name,
            S object,
            PluginOrigin origin,
            PluginChoice<S> choice,
            Function<S, List<Option<?>>> declared) {
        List<Option<?>> options = ProviderGuard.of(kind, name, origin)
                .declared("failed to declare its options", () -> declared.apply(object));
        return Options.parse(kind + " '" + name + "'", options, choice.options());
    }

    /** Calls its code: whatever that throws is told as its fault. */
    public <T> T call(String event, Callable<T> code) {
        return guard().call(event, code);
    }

    /** Calls its code, and tells whatever that throws as its fault. */
    public ProviderGuard guard() {
        return ProviderGuard.of(kind, name, origin);
    }

    /** What finds it, and no other version of it, in a host that has the same plug-ins. */
    public String query() {
        return origin.isOnClassPath() ? name : origin.bundle() + ":" + name + "@" + origin.version();
    }

    /** Its line in the journal's header. */
    public Component component() {
        return new Component(name, origin.bundle(), origin.version(), options.asMap());
    }

    /** What those are told who watch the run. */
    public ProviderInfo info() {
        return new ProviderInfo(kind, name, origin.bundle(), origin.version(), options.asMap());
    }

    @Override
    public void close() {
        lease.ifPresent(Lease::close);
    }
}
