package io.lanista.djl.block;

import ai.djl.ndarray.types.Shape;
import io.lanista.djl.backend.Pooling;
import java.util.Map;

/** Pooling of images. */
final class PoolingLayers {
    private PoolingLayers() {}

    static Map<String, LayerBuilder> builders() {
        return Map.of(
                "max_pool2d", PoolingLayers::max,
                "avg_pool2d", PoolingLayers::average,
                "global_avg_pool", site -> (inputs, pass) -> Pooling.globalAverage(inputs.get(0)),
                "adaptive_avg_pool2d", PoolingLayers::adaptive);
    }

    private static MaximumComputation max(LayerSite site) {
        Shape kernel = site.sizes("kernel", 2);
        Shape stride = site.sizes("stride", 2);
        Shape padding = site.sizes("padding", 2);
        return (inputs, pass) -> Pooling.max(inputs.get(0), kernel, stride, padding);
    }

    private static Computation average(LayerSite site) {
        Shape kernel = site.sizes("kernel", 2);
        Shape stride = site.sizes("stride", 2);
        Shape padding = site.sizes("padding", 2);
        if (site.flag("count_include_pad")) {
            return (inputs, pass) -> Pooling.averageWithPadding(inputs.get(0), kernel, stride, padding);
        }
        return (inputs, pass) -> Pooling.average(pass.constants(), inputs.get(0), kernel, stride, padding);
    }

    private static Computation adaptive(LayerSite site) {
        Shape size = site.sizes("size", 2);
        return (inputs, pass) -> Pooling.adaptiveAverage(inputs.get(0), size.get(0), size.get(1));
    }
}
