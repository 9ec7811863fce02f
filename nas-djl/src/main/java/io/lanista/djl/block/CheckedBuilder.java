package io.lanista.djl.block;

import ai.djl.ndarray.NDArray;
import io.lanista.api.layer.LayerType;
import java.util.Arrays;

/** Holds a user's factory to what its layer type promises, so that a slip is named where it is. */
final class CheckedBuilder implements LayerBuilder {
    private final BlockFactory factory;

    CheckedBuilder(BlockFactory factory) {
        this.factory = factory;
    }

    @Override
    public Computation build(LayerSite site) {
        long before = site.parameterCount();
        Computation computation = factory.build(site);
        long declared = site.parameterCount() - before;
        LayerType type = factory.type();
        long promised = type.parameters(site.layer(), site.inputs());
        if (declared != promised) {
            throw new IllegalStateException(String.format(
                    "The node (%s): the layer type (%s) promises (%d) parameters, but its factory (%s) declares (%d).",
                    site.path(), type.name(), promised, factory.getClass().getName(), declared));
        }
        long[] example = site.output().toArray();
        return (inputs, pass) -> {
            NDArray result = computation.apply(inputs, pass);
            long[] shape = result.getShape().getShape();
            if (shape.length == 0 || !Arrays.equals(Arrays.copyOfRange(shape, 1, shape.length), example)) {
                throw new IllegalStateException(String.format(
                        "the layer type (%s) promises the shape %s after the batch, but its computation made %s.",
                        type.name(), site.output(), Arrays.toString(shape)));
            }
            return result;
        };
    }
}
