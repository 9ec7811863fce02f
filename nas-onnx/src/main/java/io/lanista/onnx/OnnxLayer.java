package io.lanista.onnx;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Shape;
import io.lanista.djl.backend.NamedArrays;
import io.lanista.layer.Attribute;
import io.lanista.layer.LayerUse;
import io.lanista.onnx.graph.GraphBuilder;
import io.lanista.onnx.graph.OnnxOperator;
import java.util.List;

/**
 * A layer that is being written: what goes in, its attributes and weights, and the graph that gets its steps. Values of the graph are
 * known by their names; each is a tensor {@code (batch, …)}.
 */
public final class OnnxLayer {
    private final LayerUse use;
    private final List<String> inputs;
    private final NamedArrays parameters;
    private final NamedArrays buffers;
    private final GraphBuilder graph;

    OnnxLayer(LayerUse use, List<String> inputs, NamedArrays parameters, NamedArrays buffers, GraphBuilder graph) {
        this.use = use;
        this.inputs = List.copyOf(inputs);
        this.parameters = parameters;
        this.buffers = buffers;
        this.graph = graph;
    }

    /** Where the layer stands, such as {@code cell3.op2_0.conv}. */
    public String path() {
        return use.path();
    }

    /** The layer, with a value for each attribute of its type. */
    public Layer layer() {
        return use.layer();
    }

    /** The values that it reads. */
    public List<String> inputs() {
        return inputs;
    }

    /** The first value that it reads. */
    public String input() {
        return inputs.get(0);
    }

    /** The shapes of one example, one for each input. */
    public List<Shape> inputShapes() {
        return use.inputs();
    }

    /** The shape of one example at the first input. */
    public Shape inputShape() {
        return use.inputs().get(0);
    }

    /** The shape of one example that comes out. */
    public Shape outputShape() {
        return use.output();
    }

    /** A whole-number attribute. */
    public long integer(String attribute) {
        return layer().integer(attribute, 0);
    }

    /** A real attribute. */
    public double real(String attribute) {
        return layer().real(attribute, 0);
    }

    /** A yes-or-no attribute. */
    public boolean flag(String attribute) {
        return layer().flag(attribute, false);
    }

    /** An attribute with a size for each of the last axes of an image or a sequence. */
    public long[] sizes(String attribute, int axes) {
        return Attribute.sizes(layer(), attribute, axes);
    }

    /** Whether the layer has a trained parameter of this name. */
    public boolean hasParameter(String name) {
        return parameters.names().contains(named(name));
    }

    /** A trained parameter's numbers, row-major. */
    public float[] parameterValues(String name) {
        return parameters.values(named(name));
    }

    /** Adds a trained parameter to the graph, in its own shape. */
    public String parameter(String name) {
        return graph.constant(named(name), parameters.shape(named(name)), parameterValues(name));
    }

    /** Adds running statistics to the graph, in their own shape. */
    public String buffer(String name) {
        return graph.constant(named(name), buffers.shape(named(name)), buffers.values(named(name)));
    }

    /** Adds numbers that the layer needs to the graph; no size for a single number. */
    public String constant(String name, long[] shape, float... values) {
        return graph.constant(named(name), shape, values);
    }

    /** Adds a list of whole numbers to the graph, as operators take for sizes and axes. */
    public String integers(String name, long... values) {
        return graph.integers(named(name), values);
    }

    /** Adds a single whole number to the graph. */
    public String wholeNumber(String name, long value) {
        return graph.integer(named(name), value);
    }

    /** Adds a step, and gives the value that it makes. */
    public String add(OnnxOperator operator, String... reads) {
        return graph.add(path(), operator, reads);
    }

    /** Adds a step of whose results one is of use, and gives that one; an empty name stands for an input that is left out. */
    public String add(OnnxOperator operator, List<String> reads, int which) {
        return graph.add(path(), operator, reads, which);
    }

    /** Adds a value in another shape: 0 leaves a size as it is, which the first, that of the batch, must be. */
    public String reshape(String value, long... shape) {
        return add(OnnxOperator.of("Reshape"), value, integers("shape", shape));
    }

    /** Adds a value with its axes in another order, that of the batch among them. */
    public String transpose(String value, long... order) {
        return add(OnnxOperator.of("Transpose").integers("perm", order), value);
    }

    private String named(String name) {
        return path() + "." + name;
    }
}
