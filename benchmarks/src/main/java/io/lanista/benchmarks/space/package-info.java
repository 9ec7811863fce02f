/** What it costs to make, hash and write down an architecture; measured by JMH. */
@NullMarked
package io.lanista.benchmarks.space;

import org.jspecify.annotations.NullMarked;
