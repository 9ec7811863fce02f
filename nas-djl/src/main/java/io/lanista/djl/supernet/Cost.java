package io.lanista.djl.supernet;

import io.lanista.layer.LayerUse;

/** What a network costs: the sum over its layers. */
@FunctionalInterface
public interface Cost {
    /** Multiply-accumulates for one example. */
    Cost FLOPS = LayerUse::flops;

    /** Trainable numbers, as the supernet has them: without those that {@link SupernetBuilder#withoutNormScales} leaves out. */
    Cost PARAMETERS = LayerUse::parameters;

    /** What a layer costs in its place; it is asked for the same one again and again. */
    double of(LayerUse layer);
}
