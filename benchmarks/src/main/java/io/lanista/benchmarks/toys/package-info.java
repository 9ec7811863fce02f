/** Made-up objectives that strategies are designed on, and a program that compares strategies on them. */
@NullMarked
package io.lanista.benchmarks.toys;

import org.jspecify.annotations.NullMarked;
