package io.lanista.api.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a model down in the order in which data flows through it. Not safe for use by several threads. */
public final class ModelBuilder {
    private final String name;
    private final Map<String, Shape> inputs = new LinkedHashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Value> settings = new LinkedHashMap<>();
    private @Nullable String last;

    ModelBuilder(String name) {
        this.name = name;
    }

    /**
     * An input.
     *
     * @param sizes the shape of one example, without the batch axis
     */
    public ModelBuilder input(String input, long... sizes) {
        inputs.put(input, Shape.of(sizes));
        last = input;
        return this;
    }

    /** A node that reads the one before it. */
    public ModelBuilder then(String node, Operation operation) {
        if (last == null) {
            throw new IllegalStateException(
                    "The node (" + node + ") has nothing before it. Maybe call input(…) first.");
        }
        return node(node, operation, last);
    }

    /** A node that reads the named ones, in this order. */
    public ModelBuilder node(String node, Operation operation, String... reads) {
        nodes.add(new Node(node, operation, List.of(reads)));
        last = node;
        return this;
    }

    /** A setting for the evaluator: a plain value or a {@link Value}. */
    public ModelBuilder setting(String setting, Object value) {
        settings.put(setting, Value.of(value));
        return this;
    }

    /**
     * The model; the last node is its output.
     *
     * @throws IllegalArgumentException if a name is unknown or stands twice, or there is a cycle
     */
    public Model build() {
        if (last == null) {
            throw new IllegalStateException("The model (" + name + ") has no input. Maybe call input(…) first.");
        }
        return Model.of(name, inputs, Graph.of(List.copyOf(inputs.keySet()), nodes, last), settings);
    }
}
