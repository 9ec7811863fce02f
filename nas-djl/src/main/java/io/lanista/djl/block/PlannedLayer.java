package io.lanista.djl.block;

import io.lanista.layer.LayerUse;
import java.util.List;

/**
 * A layer of a {@link NetworkPlan}.
 *
 * @param use the layer in its place, with a value for each attribute of its type; the names of its parameters begin with the path
 * @param from the numbers of the tensors that it reads
 * @param to the number of the tensor that it makes
 */
public record PlannedLayer(LayerUse use, List<Integer> from, int to) {
    /** Copies. */
    public PlannedLayer {
        from = List.copyOf(from);
    }
}
