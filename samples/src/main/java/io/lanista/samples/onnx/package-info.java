/** A winner used by a program that knows nothing of Lanista. */
@NullMarked
package io.lanista.samples.onnx;

import org.jspecify.annotations.NullMarked;
