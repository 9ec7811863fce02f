/**
 * Text that others have written, such as the reason of a plug-in's failure, made fit for journals and terminals. Needs nothing else of
 * the runtime, so that every package may use it.
 */
@NullMarked
package io.lanista.runtime.foreign;

import org.jspecify.annotations.NullMarked;
