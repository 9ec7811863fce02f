package io.lanista.onnx;

import io.lanista.api.model.Shape;
import io.lanista.onnx.graph.OnnxOperator;
import java.util.Map;

/** Pooling of images. */
final class PoolingMappings {
    private static final String KERNEL = "kernel_shape";
    private static final String STRIDES = "strides";

    private PoolingMappings() {}

    static Map<String, LayerMapping> mappings() {
        return Map.of(
                "max_pool2d", layer -> pool(layer, OnnxOperator.of("MaxPool")),
                "avg_pool2d", PoolingMappings::average,
                "global_avg_pool", PoolingMappings::globalAverage,
                "adaptive_avg_pool2d", PoolingMappings::adaptive);
    }

    private static String average(OnnxLayer layer) {
        long counted = layer.flag("count_include_pad") ? 1 : 0;
        return pool(layer, OnnxOperator.of("AveragePool").integer("count_include_pad", counted));
    }

    private static String pool(OnnxLayer layer, OnnxOperator operator) {
        return layer.add(
                operator.integers(KERNEL, layer.sizes("kernel", 2))
                        .integers(STRIDES, layer.sizes("stride", 2))
                        .integers("pads", ConvolutionMappings.bothSides(layer.sizes("padding", 2))),
                layer.input());
    }

    private static String globalAverage(OnnxLayer layer) {
        String mean = layer.add(OnnxOperator.of("GlobalAveragePool"), layer.input());
        return layer.add(OnnxOperator.of("Flatten").integer("axis", 1), mean);
    }

    private static String adaptive(OnnxLayer layer) {
        Shape image = layer.inputShape();
        long[] size = layer.sizes("size", 2);
        if (image.get(1) % size[0] == 0 && image.get(2) % size[1] == 0) {
            long[] window = {image.get(1) / size[0], image.get(2) / size[1]};
            return layer.add(
                    OnnxOperator.of("AveragePool").integers(KERNEL, window).integers(STRIDES, window), layer.input());
        }
        // Windows of several sizes: a row of the first matrix averages rows of the image, a column of the second its
        // columns.
        float[] rows = windows(image.get(1), size[0], false);
        float[] columns = windows(image.get(2), size[1], true);
        String narrow = layer.add(
                OnnxOperator.of("MatMul"),
                layer.input(),
                layer.constant("columns", new long[] {image.get(2), size[1]}, columns));
        return layer.add(
                OnnxOperator.of("MatMul"), layer.constant("rows", new long[] {size[0], image.get(1)}, rows), narrow);
    }

    /** The share of each place in each window from ⌊i · in / out⌋ to ⌈(i + 1) · in / out⌉. */
    private static float[] windows(long in, long out, boolean transposed) {
        float[] shares = new float[Math.toIntExact(in * out)];
        for (long window = 0; window < out; window++) {
            long from = window * in / out;
            long to = ((window + 1) * in + out - 1) / out;
            for (long place = from; place < to; place++) {
                long at = transposed ? place * out + window : window * in + place;
                shares[Math.toIntExact(at)] = 1f / (to - from);
            }
        }
        return shares;
    }
}
