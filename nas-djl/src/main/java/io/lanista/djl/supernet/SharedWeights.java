package io.lanista.djl.supernet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.djl.backend.FlatParameters;
import io.lanista.djl.backend.NamedArrays;
import io.lanista.djl.backend.ParameterLayout;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.backend.Weights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * The parameters of a single architecture as slices of a supernet's: the first channels, inputs or units, and the centre of a kernel (Yu
 * et al., "Slimmable Neural Networks", ICLR 2019; Cai et al., "Once-for-All", ICLR 2020, section 3.2, without its learnt transforms).
 */
final class SharedWeights {
    private final ParameterLayout own;
    private final List<Optional<Slice>> slices;

    /** Where a parameter lies in the supernet. */
    private record Slice(int slot, List<Range> ranges) {
        NDArray of(Weights shared) {
            NDArray slice = shared.get(slot);
            for (Range range : ranges) {
                slice = Tensors.slice(slice, range.axis, range.from, range.to);
            }
            return slice;
        }
    }

    /** A part of an axis. */
    private record Range(int axis, long from, long to) {}

    /**
     * Finds the slices.
     *
     * @param own the architecture's
     * @param shared the supernet's
     * @param origins which parameter of the supernet one of the architecture comes from
     * @param kernels the paths of the architecture's layers that have a kernel, in the dimensions after the first two
     * @throws InvalidArchitectureException if the supernet has too little of something
     */
    SharedWeights(ParameterLayout own, ParameterLayout shared, Origins origins, Set<String> kernels) {
        this.own = own;
        Map<String, Integer> slots = new HashMap<>();
        for (int slot = 0; slot < shared.size(); slot++) {
            slots.put(shared.name(slot), slot);
        }
        List<Optional<Slice>> found = new ArrayList<>();
        for (int slot = 0; slot < own.size(); slot++) {
            String name = own.name(slot);
            Shape shape = own.shape(slot);
            boolean kernel = kernels.contains(name.substring(0, name.lastIndexOf('.')));
            found.add(origins.origin(name)
                    .map(slots::get)
                    .map(from -> new Slice(from, ranges(name, shape, shared.shape(from), kernel))));
        }
        this.slices = List.copyOf(found);
    }

    private static List<Range> ranges(String name, Shape own, Shape shared, boolean kernel) {
        List<Range> ranges = new ArrayList<>();
        boolean fits = own.dimension() == shared.dimension();
        for (int axis = 0; fits && axis < own.dimension(); axis++) {
            long more = shared.get(axis) - own.get(axis);
            long from = kernel && axis > 1 ? more / 2 : 0;
            fits = more >= 0;
            if (more > 0) {
                ranges.add(new Range(axis, from, from + own.get(axis)));
            }
        }
        if (!fits) {
            throw new InvalidArchitectureException(String.format(
                    Locale.ROOT,
                    "The parameter (%s) of this architecture has the shape %s, which is no slice of the supernet's, %s. Maybe search"
                            + " the space with a strategy (several trials) instead.",
                    name,
                    own,
                    shared));
        }
        return List.copyOf(ranges);
    }

    /**
     * The architecture's parameters, recorded if the supernet's are. Those that the supernet doesn't have, scales of normalisations, are
     * what they begin as.
     *
     * @param manager of the step
     */
    Weights of(Weights shared, NDManager manager) {
        List<NDArray> tensors = new ArrayList<>();
        for (int slot = 0; slot < own.size(); slot++) {
            Optional<Slice> slice = slices.get(slot);
            tensors.add(slice.isPresent() ? slice.get().of(shared) : initial(slot, manager));
        }
        return Weights.of(own, tensors);
    }

    private NDArray initial(int slot, NDManager manager) {
        return Tensors.of(
                manager, own.initial(slot, new Random(0)), own.shape(slot).getShape());
    }

    /** Gives a network of the architecture the supernet's values; what the supernet doesn't have stays what it is. */
    void copy(Weights shared, FlatParameters to) {
        NamedArrays before = to.save();
        NamedArrays.Builder all = NamedArrays.builder();
        for (int slot = 0; slot < own.size(); slot++) {
            String name = own.name(slot);
            long[] shape = own.shape(slot).getShape();
            float[] values = slices.get(slot)
                    .map(slice -> Tensors.reshape(slice.of(shared), -1).toFloatArray())
                    .orElseGet(() -> before.values(name, shape));
            all.add(name, values, shape);
        }
        to.load(all.build());
    }
}
