package io.lanista.djl.block;

/** A computation that cuts each number off at a lower limit. Numbers at the limit and below have no gradient. */
@FunctionalInterface
interface LimitComputation extends Computation {}
