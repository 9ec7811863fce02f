/** One-shot search by a program that embeds Lanista. */
@NullMarked
package io.lanista.samples.oneshot;

import org.jspecify.annotations.NullMarked;
