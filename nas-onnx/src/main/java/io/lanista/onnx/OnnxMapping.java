package io.lanista.onnx;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * How layers of a type that a plug-in adds are written as ONNX. Found by {@link java.util.ServiceLoader}; needs a public constructor
 * without parameters, and is safe for use by several threads.
 *
 * <pre>{@code
 * public String layerType() {
 *     return "scaled";
 * }
 *
 * public String map(OnnxLayer layer) {
 *     return layer.add(OnnxOperator.of("Mul"), layer.input(), layer.parameter("scale"));
 * }
 * }</pre>
 */
@ConsumerType
public interface OnnxMapping {
    /** The name of the layer type, which must not be one of the standard ones. */
    String layerType();

    /**
     * Adds what one layer computes in use: no masks, running statistics instead of a batch's own.
     *
     * @return the value that holds its result, {@code (batch, …)} in the shape that its type infers; may be an input as it is
     */
    String map(OnnxLayer layer);
}
