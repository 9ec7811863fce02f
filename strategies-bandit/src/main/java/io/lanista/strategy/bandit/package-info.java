/**
 * Strategies that train many candidates for a few steps and only the best of them on: {@code hyperband} in rounds, {@code asha}
 * without waiting, {@code bohb} as Hyperband whose candidates come from a model. Training goes on where it ended; checkpoints are
 * the evaluator's.
 */
@NullMarked
package io.lanista.strategy.bandit;

import org.jspecify.annotations.NullMarked;
