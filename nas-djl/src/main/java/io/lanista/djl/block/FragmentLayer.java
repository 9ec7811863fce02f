package io.lanista.djl.block;

import io.lanista.api.model.Layer;
import java.util.List;

/**
 * A layer of a {@link Fragment}.
 *
 * @param path where it stands; the names of its parameters begin with it
 * @param layer with a value for each attribute of its type
 * @param computation what it computes
 * @param from the numbers of the tensors that it reads
 * @param to the number of the tensor that it makes
 */
public record FragmentLayer(String path, Layer layer, Computation computation, List<Integer> from, int to) {
    /** Copies. */
    public FragmentLayer {
        from = List.copyOf(from);
    }
}
