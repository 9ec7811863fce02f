package io.lanista.layer;

import java.util.ArrayList;
import java.util.List;

/**
 * The layer types that are always there. Shapes are those of one example; an image is {@code (channels, height, width)}, a
 * sequence {@code (steps, features)}. Each type's exact semantics are in its {@link LayerType#description()}, the
 * attributes with their defaults in {@link LayerType#attributes()}.
 *
 * <ul>
 *   <li>Linear maps: {@code conv1d}, {@code conv2d}, {@code linear}, {@code embedding}. Convolutions keep sizes by default
 *       (for odd kernels and a stride of 1), and have a bias unless their attribute says otherwise.
 *   <li>Activations: {@code relu}, {@code relu6}, {@code leaky_relu}, {@code elu}, {@code gelu}, {@code silu},
 *       {@code sigmoid}, {@code tanh}, {@code hard_swish}, {@code hard_sigmoid}, {@code softmax}.
 *   <li>Normalisations: {@code batch_norm}, {@code layer_norm}, {@code group_norm}.
 *   <li>Masks: {@code dropout}, {@code drop_path}.
 *   <li>Pooling: {@code max_pool2d}, {@code avg_pool2d} (the stride is the kernel and the padding 0 by default),
 *       {@code global_avg_pool}, {@code adaptive_avg_pool2d}.
 *   <li>Sequences: {@code lstm}, {@code gru}, {@code multi_head_attention}, {@code sequence_pool}.
 *   <li>Tables: {@code column_embedding}, {@code ensemble}, {@code ensemble_linear}, {@code ensemble_mean}.
 *   <li>Joining: {@code add}, {@code mean}, {@code multiply}, {@code concat}; each takes any number of inputs.
 *   <li>Arrangement: {@code identity}, {@code zero}, {@code narrow}, {@code shift}, {@code channel_shuffle},
 *       {@code flatten}, {@code reshape}, {@code transpose}.
 *   <li>Composites, each defined by its {@link LayerType#expansion}: {@code depthwise_separable_conv2d},
 *       {@code squeeze_excitation}, {@code inverted_residual}, {@code factorized_reduction}.
 * </ul>
 */
public final class StandardLayers {
    static final LayerCatalogue CATALOGUE = catalogue();

    private StandardLayers() {}

    private static LayerCatalogue catalogue() {
        List<LayerType> simple = new ArrayList<>();
        simple.addAll(Arrangements.all());
        simple.addAll(Convolutions.all());
        simple.addAll(Elementwise.all());
        simple.addAll(Pools.all());
        simple.addAll(Sequences.all());
        simple.addAll(Tables.all());
        LayerCatalogue catalogue = LayerCatalogue.of(simple);
        for (LayerType composite : List.of(Composites.separable(catalogue), Composites.squeezeExcitation(catalogue))) {
            catalogue = catalogue.with(List.of(composite));
        }
        return catalogue.with(
                List.of(Composites.invertedResidual(catalogue), Composites.factorizedReduction(catalogue)));
    }
}
