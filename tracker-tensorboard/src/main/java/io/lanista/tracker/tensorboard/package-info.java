/** Runs as TensorBoard reads them: event files with scalars and hyperparameters. */
@NullMarked
package io.lanista.tracker.tensorboard;

import org.jspecify.annotations.NullMarked;
