/** Programs that measure what the project promises; each prints its numbers and the bar that they are held against. */
@NullMarked
package io.lanista.benchmarks;

import org.jspecify.annotations.NullMarked;
