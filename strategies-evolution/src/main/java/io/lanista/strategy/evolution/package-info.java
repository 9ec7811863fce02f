/**
 * Strategies that change good architectures step by step: {@code regularized-evolution}, which changes one decision of a
 * good member of a population that ages, and {@code local-search}, which tries all one-change neighbours of the best.
 */
@NullMarked
package io.lanista.strategy.evolution;

import org.jspecify.annotations.NullMarked;
