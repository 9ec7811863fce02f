package io.lanista.djl.block;

import io.lanista.layer.LayerCatalogue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The layer types that networks can be built from: the standard ones and those of providers. Immutable. */
public final class BlockCatalogue {
    private static final BlockCatalogue STANDARD = of(List.of());

    private final LayerCatalogue layers;
    private final Map<String, LayerBuilder> builders;

    private BlockCatalogue(LayerCatalogue layers, Map<String, LayerBuilder> builders) {
        this.layers = layers;
        this.builders = builders;
    }

    /** The standard types. */
    public static BlockCatalogue standard() {
        return STANDARD;
    }

    /**
     * The standard types and those of these providers.
     *
     * @throws IllegalArgumentException if two types have one name
     */
    public static BlockCatalogue of(List<? extends LayerProvider> providers) {
        LayerCatalogue layers = LayerCatalogue.standard()
                .with(providers.stream().map(LayerProvider::type).toList());
        Map<String, LayerBuilder> builders = new HashMap<>(StandardBuilders.ALL);
        providers.forEach(provider -> builders.put(provider.type().name(), new CheckedBuilder(provider)));
        return new BlockCatalogue(layers, Map.copyOf(builders));
    }

    /** The standard types and those of all providers that a class loader's {@code META-INF/services} name. */
    public static BlockCatalogue discover(ClassLoader loader) {
        List<LayerProvider> found = new ArrayList<>();
        ServiceLoader.load(LayerProvider.class, loader).forEach(found::add);
        return of(found);
    }

    /** Shapes and counts of the types. */
    public LayerCatalogue layers() {
        return layers;
    }

    /** How a type is computed; empty for those that are built from simpler ones. */
    Optional<LayerBuilder> builder(String type) {
        return Optional.ofNullable(builders.get(type));
    }
}
