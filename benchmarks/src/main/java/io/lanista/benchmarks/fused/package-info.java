/** What it costs to train the networks of all folds at once. */
@NullMarked
package io.lanista.benchmarks.fused;

import org.jspecify.annotations.NullMarked;
