/** Runs of many trials, to measure how long it takes to see them. */
@NullMarked
package io.lanista.benchmarks.seeing;

import org.jspecify.annotations.NullMarked;
