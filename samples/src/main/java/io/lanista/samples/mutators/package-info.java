/** Mutators of one's own: one that inserts layers at chosen places, and one that widens a layer. */
@NullMarked
package io.lanista.samples.mutators;

import org.jspecify.annotations.NullMarked;
