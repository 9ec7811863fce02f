package io.lanista.djl.block;

import io.lanista.djl.backend.Noise;
import java.util.Map;

/** Layers that drop values at random while training and do nothing else. */
final class NoiseLayers {
    private NoiseLayers() {}

    static Map<String, LayerBuilder> builders() {
        return Map.of("dropout", NoiseLayers::dropout, "drop_path", NoiseLayers::dropPath);
    }

    private static Computation dropout(LayerSite site) {
        double rate = site.real("rate");
        return (inputs, pass) -> pass.training() ? Noise.dropout(inputs.get(0), rate, pass.random()) : inputs.get(0);
    }

    private static Computation dropPath(LayerSite site) {
        double rate = site.real("rate");
        return (inputs, pass) -> pass.training() ? Noise.dropPath(inputs.get(0), rate, pass.random()) : inputs.get(0);
    }
}
