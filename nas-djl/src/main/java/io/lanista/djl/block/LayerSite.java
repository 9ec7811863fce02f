package io.lanista.djl.block;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Shape;
import io.lanista.djl.backend.Initial;
import io.lanista.djl.backend.ParameterLayout;
import io.lanista.layer.Attribute;
import java.util.List;

/**
 * The place of a layer in a network that is being planned: what goes in and comes out, and where the layer declares its
 * parameters. A {@link Pass} turns their slots into tensors.
 */
public final class LayerSite {
    private final String path;
    private final Layer layer;
    private final List<Shape> inputs;
    private final Shape output;
    private final ParameterLayout.Builder parameters;
    private final ParameterLayout.Builder buffers;

    LayerSite(
            String path,
            Layer layer,
            List<Shape> inputs,
            Shape output,
            ParameterLayout.Builder parameters,
            ParameterLayout.Builder buffers) {
        this.path = path;
        this.layer = layer;
        this.inputs = List.copyOf(inputs);
        this.output = output;
        this.parameters = parameters;
        this.buffers = buffers;
    }

    /** Where the layer stands, such as {@code cell3.op2_0.conv}. */
    public String path() {
        return path;
    }

    /** The layer, with a value for each attribute of its type. */
    public Layer layer() {
        return layer;
    }

    /** The shapes of one example, one for each input. */
    public List<Shape> inputs() {
        return inputs;
    }

    /** The shape of one example at the first input. */
    public Shape input() {
        return inputs.get(0);
    }

    /** The shape of one example that comes out. */
    public Shape output() {
        return output;
    }

    /** The number of elements in all parameters that the network has so far. */
    long parameterCount() {
        return parameters.count();
    }

    /** A whole-number attribute. */
    public int integer(String attribute) {
        return Math.toIntExact(layer.integer(attribute, 0));
    }

    /** A real attribute. */
    public double real(String attribute) {
        return layer.real(attribute, 0);
    }

    /** A yes-or-no attribute. */
    public boolean flag(String attribute) {
        return layer.flag(attribute, false);
    }

    /** An attribute with a size for each of the last axes of an image or a sequence. */
    public ai.djl.ndarray.types.Shape sizes(String attribute, int axes) {
        return new ai.djl.ndarray.types.Shape(Attribute.sizes(layer, attribute, axes));
    }

    /**
     * Declares a trainable parameter.
     *
     * @param name unique within the layer, such as {@code weight}; weight files know it as {@code path.name}
     * @return its slot
     */
    public WeightSlot parameter(String name, Initial initial, long... shape) {
        return new WeightSlot(parameters.add(path + "." + name, initial, shape));
    }

    /**
     * Declares a trainable parameter if it is wanted.
     *
     * @return its slot, or {@link WeightSlot#NONE}
     */
    public WeightSlot parameterIf(boolean wanted, String name, Initial initial, long... shape) {
        return wanted ? parameter(name, initial, shape) : WeightSlot.NONE;
    }

    /**
     * Declares a tensor that is part of the network's state but not trained, such as running statistics.
     *
     * @param initial draws nothing
     * @return its slot
     */
    public BufferSlot buffer(String name, Initial initial, long... shape) {
        return new BufferSlot(buffers.add(path + "." + name, initial, shape));
    }
}
