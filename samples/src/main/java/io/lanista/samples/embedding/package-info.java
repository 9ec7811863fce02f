/** A program that embeds the runtime and searches on data that it holds in memory. */
@NullMarked
package io.lanista.samples.embedding;

import org.jspecify.annotations.NullMarked;
