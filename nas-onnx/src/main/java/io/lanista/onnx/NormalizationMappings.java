package io.lanista.onnx;

import io.lanista.api.model.Shape;
import io.lanista.onnx.graph.OnnxOperator;
import java.util.Arrays;
import java.util.Map;

/** Normalisations, as they are in use. */
final class NormalizationMappings {
    private static final String EPSILON = "epsilon";

    private NormalizationMappings() {}

    static Map<String, LayerMapping> mappings() {
        return Map.of(
                "batch_norm", NormalizationMappings::batchNorm,
                "layer_norm", NormalizationMappings::layerNorm,
                "group_norm", NormalizationMappings::groupNorm);
    }

    private static String batchNorm(OnnxLayer layer) {
        long channels = layer.inputShape().get(0);
        return layer.add(
                OnnxOperator.of("BatchNormalization").real(EPSILON, layer.real(EPSILON)),
                layer.input(),
                scale(layer, channels),
                shift(layer, channels),
                layer.buffer("running_mean"),
                layer.buffer("running_variance"));
    }

    private static String layerNorm(OnnxLayer layer) {
        long features = layer.inputShape().get(layer.inputShape().rank() - 1);
        return layer.add(
                OnnxOperator.of("LayerNormalization").integer("axis", -1).real(EPSILON, layer.real(EPSILON)),
                layer.input(),
                scale(layer, features),
                shift(layer, features));
    }

    /**
     * A group of one example as a channel, normalised by itself. The standard's own group normalisation has a scale for each group,
     * and not for each channel, before its version 21.
     */
    private static String groupNorm(OnnxLayer layer) {
        Shape shape = layer.inputShape();
        long groups = layer.integer("groups");
        String grouped = layer.reshape(layer.input(), 0, groups, shape.count() / groups);
        String normal = layer.add(
                OnnxOperator.of("InstanceNormalization").real(EPSILON, layer.real(EPSILON)),
                grouped,
                ones(layer, "ones", groups),
                zeros(layer, "zeros", groups));
        String result = layer.reshape(normal, ArrangementMappings.batched(shape));
        if (!layer.flag("affine")) {
            return result;
        }
        String scaled = layer.add(OnnxOperator.of("Mul"), result, perChannel(layer, "gamma"));
        return layer.add(OnnxOperator.of("Add"), scaled, perChannel(layer, "beta"));
    }

    private static String perChannel(OnnxLayer layer, String name) {
        long[] aligned = new long[layer.inputShape().rank()];
        Arrays.fill(aligned, 1);
        aligned[0] = layer.inputShape().get(0);
        return layer.constant(name, aligned, layer.parameterValues(name));
    }

    private static String scale(OnnxLayer layer, long size) {
        return layer.flag("affine") ? layer.parameter("gamma") : ones(layer, "gamma", size);
    }

    private static String shift(OnnxLayer layer, long size) {
        return layer.flag("affine") ? layer.parameter("beta") : zeros(layer, "beta", size);
    }

    private static String ones(OnnxLayer layer, String name, long size) {
        float[] ones = new float[Math.toIntExact(size)];
        Arrays.fill(ones, 1);
        return layer.constant(name, new long[] {size}, ones);
    }

    private static String zeros(OnnxLayer layer, String name, long size) {
        return layer.constant(name, new long[] {size}, new float[Math.toIntExact(size)]);
    }
}
