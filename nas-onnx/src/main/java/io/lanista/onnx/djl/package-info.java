/** Folders that DJL and DJL Serving load: {@link io.lanista.onnx.djl.DjlFolder}. */
@NullMarked
package io.lanista.onnx.djl;

import org.jspecify.annotations.NullMarked;
