package io.lanista.djl.block;

/** Plans the layers of one type. */
@FunctionalInterface
interface LayerBuilder {
    /** Declares the layer's parameters and says what it computes. */
    Computation build(LayerSite site);
}
