package io.lanista.djl.proxy;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.block.FragmentLayer;
import io.lanista.djl.block.Pass;
import java.util.List;
import java.util.Set;

/** What a pass does at each layer: computes it, leaves it out, or looks at what goes in and comes out. */
@FunctionalInterface
interface LayerRule {
    /** The layers that normalise. */
    Set<String> NORMS = Set.of("batch_norm", "layer_norm", "group_norm");

    /** Computes each layer as it is. */
    LayerRule PLAIN = (layer, inputs, pass) -> layer.computation().apply(inputs, pass);

    /** The output of a layer. */
    NDArray apply(FragmentLayer layer, List<NDArray> inputs, Pass pass);
}
