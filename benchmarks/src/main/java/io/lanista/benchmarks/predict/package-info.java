/** Predictions of an exported network, beside ONNX Runtime. */
@NullMarked
package io.lanista.benchmarks.predict;

import org.jspecify.annotations.NullMarked;
