package io.lanista.djl.block;

import io.lanista.api.layer.LayerCatalogue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The layer types that networks can be built from: the standard ones and those of factories. Immutable. */
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
     * The standard types and those of these factories.
     *
     * @throws IllegalArgumentException if two types have one name
     */
    public static BlockCatalogue of(List<? extends BlockFactory> factories) {
        LayerCatalogue layers = LayerCatalogue.standard()
                .with(factories.stream().map(BlockFactory::type).toList());
        Map<String, LayerBuilder> builders = new HashMap<>(StandardBuilders.ALL);
        factories.forEach(factory -> builders.put(factory.type().name(), new CheckedBuilder(factory)));
        return new BlockCatalogue(layers, Map.copyOf(builders));
    }

    /** The standard types and those of all factories that a class loader's {@code META-INF/services} name. */
    public static BlockCatalogue discover(ClassLoader loader) {
        List<BlockFactory> found = new ArrayList<>();
        ServiceLoader.load(BlockFactory.class, loader).forEach(found::add);
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
