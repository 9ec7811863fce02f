package io.lanista.runtime.plugin;

import io.lanista.api.option.Option;
import io.lanista.djl.data.DataRequest;
import io.lanista.djl.data.DataSource;
import io.lanista.djl.data.NewExamples;
import io.lanista.djl.data.RawData;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A data source of a plug-in: whatever its code throws is told as its fault, and not as that of the evaluator that reads data. */
final class GuardedSource implements DataSource {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedSource.class);

    private final DataSource source;
    private final String name;
    private final ProviderGuard guard;

    private GuardedSource(PluginProvider<DataSource> provider) {
        this.source = provider.instance();
        this.name = provider.name();
        this.guard = ProviderGuard.of(provider.spi().noun(), name, provider.origin());
    }

    /** The source itself where it is on the class path, as those are that come along. */
    static DataSource of(PluginProvider<DataSource> provider) {
        return provider.origin().isOnClassPath() ? provider.instance() : new GuardedSource(provider);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public RawData open(DataRequest request) {
        return guard.call("can't read its data", () -> source.open(request));
    }

    @Override
    public NewExamples examples(DataRequest request) {
        return guard.call("can't read new examples", () -> source.examples(request));
    }

    @Override
    public List<Option<?>> options() {
        return guard.declared("failed to declare its options", () -> List.copyOf(source.options()));
    }

    @Override
    public String description() {
        return guard.declared("failed to describe itself", source::description);
    }

    /** A path that it can't look at is none of its own; others may know it. */
    @Override
    public boolean recognises(Path path) {
        try {
            return guard.declared("can't say whether it reads (" + path + ")", () -> source.recognises(path));
        } catch (PluginException e) {
            LOG.warn("{} It is not asked any further.", e.getMessage());
            return false;
        }
    }
}
