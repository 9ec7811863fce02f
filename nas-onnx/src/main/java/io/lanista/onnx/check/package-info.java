/** Compares a model in ONNX Runtime with the network that it was made of, and measures how good and how fast it is. */
@NullMarked
package io.lanista.onnx.check;

import org.jspecify.annotations.NullMarked;
