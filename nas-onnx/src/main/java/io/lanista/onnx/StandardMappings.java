package io.lanista.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the standard layer types are written, by name; composites aren't here, they are built from their expansion. */
final class StandardMappings {
    static final Map<String, LayerMapping> ALL = all();

    private StandardMappings() {}

    private static Map<String, LayerMapping> all() {
        Map<String, LayerMapping> all = new HashMap<>();
        List.of(
                        ActivationMappings.mappings(),
                        ArrangementMappings.mappings(),
                        ConvolutionMappings.mappings(),
                        JoiningMappings.mappings(),
                        NormalizationMappings.mappings(),
                        PoolingMappings.mappings(),
                        SequenceMappings.mappings(),
                        TableMappings.mappings())
                .forEach(all::putAll);
        return Map.copyOf(all);
    }
}
