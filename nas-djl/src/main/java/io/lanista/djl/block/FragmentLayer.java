package io.lanista.djl.block;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Shape;
import java.util.List;

/**
 * A layer of a {@link Fragment}.
 *
 * @param layer with a value for each attribute of its type
 * @param inputs the shapes of one example that it gets
 * @param computation what it computes, for any number of channels if its type is {@linkplain
 *     io.lanista.layer.LayerType#isChannelwise channelwise}
 * @param from the numbers of the tensors that it reads
 * @param to the number of the tensor that it makes
 */
public record FragmentLayer(Layer layer, List<Shape> inputs, Computation computation, List<Integer> from, int to) {
    /** Copies. */
    public FragmentLayer {
        inputs = List.copyOf(inputs);
        from = List.copyOf(from);
    }
}
