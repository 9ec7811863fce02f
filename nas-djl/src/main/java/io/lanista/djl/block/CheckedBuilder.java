package io.lanista.djl.block;

import io.lanista.layer.LayerType;
import java.util.Locale;

/** Holds somebody else's provider to what its layer type promises, so that a mistake is named where it is made. */
final class CheckedBuilder implements LayerBuilder {
    private final LayerProvider provider;

    CheckedBuilder(LayerProvider provider) {
        this.provider = provider;
    }

    @Override
    public Computation build(LayerSite site) {
        long before = site.parameterCount();
        Computation computation = provider.build(site);
        long declared = site.parameterCount() - before;
        LayerType type = provider.type();
        long promised = type.parameters(site.layer(), site.inputs());
        if (declared != promised) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT,
                    "The node (%s): the layer type (%s) promises (%d) parameters, but its provider (%s) declares (%d).",
                    site.path(),
                    type.name(),
                    promised,
                    provider.getClass().getName(),
                    declared));
        }
        return new CheckedComputation(type.name(), site.output(), computation);
    }
}
