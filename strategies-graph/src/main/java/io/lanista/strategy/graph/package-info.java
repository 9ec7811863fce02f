/**
 * Strategies with a surrogate that sees the graph of a network: {@code nas-bowl}, a Gaussian process with the Weisfeiler–Lehman
 * kernel, and {@code bananas}, an ensemble of networks on the paths. What a graph doesn't tell, such as numbers, they see as
 * decisions.
 */
@NullMarked
package io.lanista.strategy.graph;

import org.jspecify.annotations.NullMarked;
