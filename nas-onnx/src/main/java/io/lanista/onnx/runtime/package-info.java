/**
 * Runs models in ONNX Runtime, where it is at hand: {@link io.lanista.onnx.runtime.OnnxRuntime}. One class calls it, so that all else
 * works without it.
 */
@NullMarked
package io.lanista.onnx.runtime;

import org.jspecify.annotations.NullMarked;
