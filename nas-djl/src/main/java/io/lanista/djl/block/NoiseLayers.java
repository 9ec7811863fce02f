package io.lanista.djl.block;

import java.util.Map;

/** Layers that drop values at random while training and do nothing else. */
final class NoiseLayers {
    private NoiseLayers() {}

    static Map<String, LayerBuilder> builders() {
        return Map.of(
                "dropout",
                site -> new NoiseComputation(site.real("rate"), false),
                "drop_path",
                site -> new NoiseComputation(site.real("rate"), true));
    }
}
