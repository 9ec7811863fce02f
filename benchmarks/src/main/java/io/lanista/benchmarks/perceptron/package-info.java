/** What a small trial costs here and in PyTorch. */
@NullMarked
package io.lanista.benchmarks.perceptron;

import org.jspecify.annotations.NullMarked;
