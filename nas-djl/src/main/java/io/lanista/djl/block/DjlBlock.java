package io.lanista.djl.block;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.backend.Initial;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Lets a plain DJL block be a layer: its parameters become part of the network's, and are initialised, trained, counted and
 * saved with them.
 *
 * <pre>{@code
 * public Computation build(LayerSite site) {
 *     return DjlBlock.computation(site, Conv2d.builder().setFilters(16).setKernelShape(new Shape(3, 3)).build());
 * }
 * }</pre>
 *
 * <p>Weights start from Glorot's uniform rule with the trial's generator, scales and running variances from one, shifts,
 * biases and running means from zero, and all others from what the block itself gives them. Blocks that draw random numbers
 * in their forward pass (DJL's dropout, for one) take them from the engine's own generator, which all trials share; the
 * standard layers {@code dropout} and {@code drop_path} don't.
 */
public final class DjlBlock {
    private DjlBlock() {}

    /**
     * Declares a block's parameters and says how it computes. The block is used for shapes and computation only, and holds
     * no values afterwards.
     *
     * @param site where the layer stands
     * @param block not initialised yet; made for this site alone. Its result is the first of its outputs
     */
    public static Computation computation(LayerSite site, Block block) {
        Slots slots = new Slots(new IdentityHashMap<>(), new IdentityHashMap<>());
        try (NDManager manager = Backend.start().newManager()) {
            Shape[] inputs = site.inputs().stream()
                    .map(shape -> new Shape(1).addAll(new Shape(shape.toArray())))
                    .toArray(Shape[]::new);
            block.initialize(manager, DataType.FLOAT32, inputs);
            block.getParameters().forEach(entry -> declare(site, entry.getKey(), entry.getValue(), slots));
        }
        return (values, pass) -> block.forward(
                        new Store(slots, pass, values.get(0).getManager()), new NDList(values), pass.training())
                .head();
    }

    /** A shared parameter is listed several times, and declared once. */
    private static void declare(LayerSite site, String name, Parameter parameter, Slots slots) {
        NDArray array = parameter.getArray();
        long[] shape = array.getShape().getShape();
        if (parameter.requiresGradient()) {
            slots.weights.computeIfAbsent(parameter, key -> site.parameter(name, initial(parameter, array), shape));
        } else {
            slots.buffers.computeIfAbsent(parameter, key -> site.buffer(name, initial(parameter, array), shape));
        }
    }

    private static Initial initial(Parameter parameter, NDArray array) {
        switch (parameter.getType()) {
            case WEIGHT:
                return glorot(array.getShape());
            case GAMMA:
            case RUNNING_VAR:
                return Initial.ones();
            case BIAS:
            case BETA:
            case RUNNING_MEAN:
                return Initial.zeros();
            default:
                return new Values(array.toFloatArray());
        }
    }

    private static Initial glorot(Shape shape) {
        if (shape.dimension() < 2) {
            return Initial.xavierUniform(shape.size(), shape.size());
        }
        long area = shape.slice(2).size();
        return Initial.xavierUniform(shape.get(1) * area, shape.get(0) * area);
    }

    /** Gives a parameter the values that were worked out before. */
    private record Values(float[] values) implements Initial {
        @Override
        public void fill(float[] places, int from, int to, RandomGenerator random) {
            System.arraycopy(values, 0, places, from, to - from);
        }
    }

    /** Where the block's parameters lie among the network's. */
    private record Slots(Map<Parameter, WeightSlot> weights, Map<Parameter, BufferSlot> buffers) {}

    /** Hands a block the parameters of the current pass instead of its own. */
    private static final class Store extends ParameterStore {
        private final Slots slots;
        private final Pass pass;

        Store(Slots slots, Pass pass, NDManager manager) {
            super(manager, false);
            this.slots = slots;
            this.pass = pass;
        }

        @Override
        public NDArray getValue(Parameter parameter, Device device, boolean training) {
            WeightSlot weight = slots.weights.get(parameter);
            if (weight != null) {
                return pass.parameter(weight);
            }
            BufferSlot buffer = slots.buffers.get(parameter);
            if (buffer != null) {
                return pass.buffer(buffer);
            }
            throw new IllegalStateException(String.format(
                    Locale.ROOT,
                    "The block uses a parameter (%s) that it doesn't list. Maybe add it with addParameter().",
                    parameter.getName()));
        }
    }
}
