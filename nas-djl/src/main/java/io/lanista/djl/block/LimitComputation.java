package io.lanista.djl.block;

/** A computation that cuts each number off at a lower limit, or at a lower and an upper one. Numbers that are cut off have no gradient. */
@FunctionalInterface
interface LimitComputation extends Computation {}
