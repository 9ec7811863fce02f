/** Steps of a DARTS supernet, beside PyTorch. */
@NullMarked
package io.lanista.benchmarks.darts;

import org.jspecify.annotations.NullMarked;
