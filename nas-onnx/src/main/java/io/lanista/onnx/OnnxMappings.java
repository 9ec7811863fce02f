package io.lanista.onnx;

import io.lanista.layer.LayerCatalogue;
import io.lanista.onnx.graph.OnnxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** How layers are written as ONNX: those of the standard types, and those of types that plug-ins add. Immutable. */
public final class OnnxMappings {
    private static final OnnxMappings STANDARD = new OnnxMappings(StandardMappings.ALL);

    private final Map<String, LayerMapping> mappings;

    private OnnxMappings(Map<String, LayerMapping> mappings) {
        this.mappings = mappings;
    }

    /** Those of the standard types. */
    public static OnnxMappings standard() {
        return STANDARD;
    }

    /**
     * The standard ones and these.
     *
     * @throws OnnxException if one is for a standard type, or two are for one type
     */
    public static OnnxMappings of(List<? extends OnnxMapping> added) {
        Map<String, LayerMapping> all = new HashMap<>(StandardMappings.ALL);
        for (OnnxMapping mapping : added) {
            String type = mapping.layerType();
            if (LayerCatalogue.standard().types().containsKey(type) || all.putIfAbsent(type, mapping::map) != null) {
                throw new OnnxException(String.format(
                        Locale.ROOT,
                        "The layer type (%s) has an ONNX mapping already, and (%s) brings another. Maybe take it away.",
                        type,
                        mapping.getClass().getName()));
            }
        }
        return new OnnxMappings(Map.copyOf(all));
    }

    /** The standard ones and all that a class loader's {@code META-INF/services} name. */
    public static OnnxMappings discover(ClassLoader loader) {
        List<OnnxMapping> found = new ArrayList<>();
        ServiceLoader.load(OnnxMapping.class, loader).forEach(found::add);
        return of(found);
    }

    /** The mapping of a type; empty for those that are built from simpler ones, and for those that have none. */
    Optional<LayerMapping> mapping(String type) {
        return Optional.ofNullable(mappings.get(type));
    }
}
