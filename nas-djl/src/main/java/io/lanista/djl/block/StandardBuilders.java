package io.lanista.djl.block;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the standard layer types are computed, by name; composites aren't here, they are built from their expansion. */
final class StandardBuilders {
    static final Map<String, LayerBuilder> ALL = all();

    private StandardBuilders() {}

    private static Map<String, LayerBuilder> all() {
        Map<String, LayerBuilder> all = new HashMap<>();
        List.of(
                        ActivationLayers.builders(),
                        ArrangementLayers.builders(),
                        ConvolutionLayers.builders(),
                        JoiningLayers.builders(),
                        NoiseLayers.builders(),
                        NormalizationLayers.builders(),
                        PoolingLayers.builders(),
                        SequenceLayers.builders(),
                        TableLayers.builders())
                .forEach(all::putAll);
        return Map.copyOf(all);
    }
}
