package io.lanista.djl.block;

/**
 * A computation of examples one by one that reads its parameters by way of {@link Pass#linear}, {@link Pass#withEach} and their
 * like, so that the examples of several networks may lie one behind the other in its batch.
 */
@FunctionalInterface
interface StackedComputation extends Computation {}
