package io.lanista.djl.block;

import io.lanista.djl.backend.Initial;
import io.lanista.djl.backend.Normalization;
import java.util.Map;

/** Normalisations; scales start from one, shifts from zero. */
final class NormalizationLayers {
    private NormalizationLayers() {}

    static Map<String, LayerBuilder> builders() {
        return Map.of(
                "batch_norm", NormalizationLayers::batchNorm,
                "layer_norm", NormalizationLayers::layerNorm,
                "group_norm", NormalizationLayers::groupNorm);
    }

    private static Computation batchNorm(LayerSite site) {
        long channels = site.input().get(0);
        int gamma = gamma(site, channels);
        int beta = beta(site, channels);
        int mean = site.buffer("running_mean", Initial.zeros(), channels);
        int variance = site.buffer("running_variance", Initial.ones(), channels);
        double momentum = site.real("momentum");
        double epsilon = site.real("epsilon");
        return (inputs, pass) -> Normalization.batchNorm(
                pass.constants(),
                inputs.get(0),
                pass.optional(gamma),
                pass.optional(beta),
                pass.buffer(mean),
                pass.buffer(variance),
                pass.training(),
                momentum,
                epsilon);
    }

    private static Computation layerNorm(LayerSite site) {
        long features = site.input().get(site.input().rank() - 1);
        int gamma = gamma(site, features);
        int beta = beta(site, features);
        double epsilon = site.real("epsilon");
        return (inputs, pass) -> Normalization.layerNorm(
                pass.constants(), inputs.get(0), pass.optional(gamma), pass.optional(beta), epsilon);
    }

    private static Computation groupNorm(LayerSite site) {
        long channels = site.input().get(0);
        int groups = site.integer("groups");
        int gamma = gamma(site, channels);
        int beta = beta(site, channels);
        double epsilon = site.real("epsilon");
        return (inputs, pass) -> Normalization.groupNorm(
                pass.constants(), inputs.get(0), groups, pass.optional(gamma), pass.optional(beta), epsilon);
    }

    private static int gamma(LayerSite site, long size) {
        return site.parameterIf(site.flag("affine"), "gamma", Initial.ones(), size);
    }

    private static int beta(LayerSite site, long size) {
        return site.parameterIf(site.flag("affine"), "beta", Initial.zeros(), size);
    }
}
