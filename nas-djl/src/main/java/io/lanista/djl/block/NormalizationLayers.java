package io.lanista.djl.block;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Initial;
import io.lanista.djl.backend.Normalization;
import io.lanista.djl.backend.Tensors;
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
        WeightSlot gamma = gamma(site, channels);
        WeightSlot beta = beta(site, channels);
        BufferSlot mean = site.buffer("running_mean", Initial.zeros(), channels);
        BufferSlot variance = site.buffer("running_variance", Initial.ones(), channels);
        return new BatchNormComputation(gamma, beta, mean, variance, site.real("momentum"), site.real("epsilon"));
    }

    private static Computation layerNorm(LayerSite site) {
        long features = site.input().get(site.input().rank() - 1);
        WeightSlot gamma = gamma(site, features);
        WeightSlot beta = beta(site, features);
        double epsilon = site.real("epsilon");
        return (StackedComputation) (inputs, pass) -> {
            NDArray x = inputs.get(0);
            if (pass.members() == 1) {
                return Normalization.layerNorm(pass.constants(), x, pass.optional(gamma), pass.optional(beta), epsilon);
            }
            NDArray normal = Normalization.layerNorm(pass.constants(), x, null, null, epsilon);
            NDArray scaled = gamma.isPresent() ? pass.withEach(normal, gamma, Tensors::multiply) : normal;
            return beta.isPresent() ? pass.withEach(scaled, beta, Tensors::add) : scaled;
        };
    }

    private static Computation groupNorm(LayerSite site) {
        long channels = site.input().get(0);
        int groups = site.integer("groups");
        WeightSlot gamma = gamma(site, channels);
        WeightSlot beta = beta(site, channels);
        double epsilon = site.real("epsilon");
        return new GroupNormComputation(groups, gamma, beta, epsilon);
    }

    private static WeightSlot gamma(LayerSite site, long size) {
        return site.parameterIf(site.flag("affine"), "gamma", Initial.ones(), size);
    }

    private static WeightSlot beta(LayerSite site, long size) {
        return site.parameterIf(site.flag("affine"), "beta", Initial.zeros(), size);
    }
}
