package io.lanista.djl.block;

import io.lanista.layer.LayerType;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A layer type that a user or a plug-in adds. Found by {@link java.util.ServiceLoader}; needs a public constructor without
 * parameters, and is safe for use by several threads.
 *
 * <pre>{@code
 * public Computation build(LayerSite site) {
 *     WeightSlot scale = site.parameter("scale", Initial.ones(), site.input().get(0));
 *     return (inputs, pass) -> inputs.get(0).mul(pass.parameter(scale));
 * }
 * }</pre>
 */
@ConsumerType
public interface LayerProvider {
    /** Name, attributes, shapes and counts of the layer type. Its name must not be one of the standard ones. */
    LayerType type();

    /**
     * Declares the parameters of one layer of this type and says what it computes. For a plain DJL block, see
     * {@link DjlBlock#computation}.
     *
     * @return what it computes; its results must have the shape that the type infers, and its parameters the count
     */
    Computation build(LayerSite site);
}
