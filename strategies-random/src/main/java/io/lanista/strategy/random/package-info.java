/**
 * Strategies that learn nothing from results: {@code random}, which every other strategy has to beat, and {@code grid},
 * which tries everything in order.
 */
@NullMarked
package io.lanista.strategy.random;

import org.jspecify.annotations.NullMarked;
