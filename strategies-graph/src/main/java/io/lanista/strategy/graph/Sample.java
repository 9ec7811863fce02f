package io.lanista.strategy.graph;

/**
 * An input of mostly zeros.
 *
 * @param features the places of those that aren't zero
 * @param values theirs
 */
record Sample(int[] features, double[] values) {}
