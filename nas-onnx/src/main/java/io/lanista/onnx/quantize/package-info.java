/** Models that compute with 8-bit numbers: {@link io.lanista.onnx.quantize.Quantization}. */
@NullMarked
package io.lanista.onnx.quantize;

import org.jspecify.annotations.NullMarked;
