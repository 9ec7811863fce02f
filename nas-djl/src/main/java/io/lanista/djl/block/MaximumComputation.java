package io.lanista.djl.block;

/** A computation that takes the maxima of windows, none of them empty. */
@FunctionalInterface
interface MaximumComputation extends Computation {}
