package io.lanista.onnx.graph;

import io.lanista.api.model.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Collects the steps of a graph, in the order of computation. A value is known by its name, which is that of its step. For use by one
 * thread.
 *
 * <pre>{@code
 * String gate = graph.add("swish", OnnxOperator.of("Sigmoid"), x);
 * String product = graph.add("swish", OnnxOperator.of("Mul"), x, gate);
 * }</pre>
 */
public final class GraphBuilder {
    private final String name;
    private final List<OnnxValue> inputs = new ArrayList<>();
    private final List<OnnxValue> outputs = new ArrayList<>();
    private final List<OnnxNode> nodes = new ArrayList<>();
    private final List<OnnxConstant> constants = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    /**
     * Starts an empty graph.
     *
     * @param name for people
     */
    public GraphBuilder(String name) {
        this.name = name;
    }

    /**
     * Declares what goes in.
     *
     * @return its name
     * @throws OnnxException if the name is taken
     */
    public String input(String value, ElementType type, Shape shape) {
        inputs.add(new OnnxValue(reserved(value), type, shape));
        return value;
    }

    /**
     * Adds a step with one result.
     *
     * @param place what it belongs to, such as the path of a layer; its name begins with it
     * @param reads the values that it reads
     * @return the value that it makes
     */
    public String add(String place, OnnxOperator operator, String... reads) {
        return add(place, operator, List.of(reads), 0);
    }

    /**
     * Adds a step of whose results one is of use.
     *
     * @param reads the values that it reads; empty for one that is left out
     * @param which the number of that result, from 0
     * @return the value that it makes
     */
    public String add(String place, OnnxOperator operator, List<String> reads, int which) {
        for (String read : reads) {
            requireKnown(place, read);
        }
        String made = unique(place + "/" + operator.type());
        List<String> makes = new ArrayList<>();
        for (int i = 0; i < which; i++) {
            makes.add("");
        }
        makes.add(made);
        nodes.add(new OnnxNode(made, operator, reads, makes));
        return made;
    }

    /**
     * Adds a tensor of floating-point numbers.
     *
     * @param place its name begins with it
     * @param shape none for a single number
     * @param values row-major
     * @return its name
     */
    public String constant(String place, long[] shape, float... values) {
        return constant(OnnxConstant.floats(unique(place), shape, values));
    }

    /** Adds a list of whole numbers, as operators take for sizes and axes. */
    public String integers(String place, long... values) {
        return constant(OnnxConstant.integers(unique(place), values));
    }

    /** Adds a single whole number. */
    public String integer(String place, long value) {
        return constant(OnnxConstant.integer(unique(place), value));
    }

    private String constant(OnnxConstant constant) {
        constants.add(constant);
        return constant.name();
    }

    /**
     * Says that a value is what comes out, under a name of its own.
     *
     * @param shape of one example
     * @throws OnnxException if the name is taken
     */
    public void output(String value, String output, Shape shape) {
        requireKnown(output, value);
        outputs.add(new OnnxValue(reserved(output), ElementType.FLOAT, shape));
        nodes.add(new OnnxNode(output, OnnxOperator.of("Identity"), List.of(value), List.of(output)));
    }

    /** Finishes the graph. */
    public OnnxGraph build() {
        return new OnnxGraph(name, inputs, outputs, nodes, constants);
    }

    /**
     * Checks that a value was made already.
     *
     * @param place who wants it
     * @throws OnnxException if not
     */
    public void requireKnown(String place, String value) {
        if (!value.isEmpty() && !taken.contains(value)) {
            throw new OnnxException(
                    String.format(Locale.ROOT, "At (%s) a value (%s) is read that nothing has made.", place, value));
        }
    }

    private String reserved(String value) {
        if (!taken.add(value)) {
            throw new OnnxException(
                    String.format(Locale.ROOT, "Two values of the graph (%s) are called (%s).", name, value));
        }
        return value;
    }

    private String unique(String wanted) {
        String free = wanted;
        for (int number = 2; !taken.add(free); number++) {
            free = wanted + ":" + number;
        }
        return free;
    }
}
