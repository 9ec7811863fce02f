package io.lanista.djl.supernet;

import io.lanista.djl.block.Fragment;

/** What a network costs, found from its graph. */
public enum Cost {
    /** Multiply-accumulates for one example. */
    FLOPS,
    /** Trainable numbers, as the supernet has them: without those that {@link SupernetBuilder#withoutNormScales} leaves out. */
    PARAMETERS;

    double of(Fragment fragment) {
        return this == FLOPS ? fragment.flops() : fragment.parameters();
    }
}
