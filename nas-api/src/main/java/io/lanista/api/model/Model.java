package io.lanista.api.model;

import io.lanista.base.hash.HashSink;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A network, or the base of a space of networks: a graph, the shapes of its inputs, the settings that an evaluator reads
 * (such as a learning rate), and the mutations that made it.
 */
public final class Model {
    /** As the value of an attribute: as many as the data need, see {@link #withOutputs}. */
    public static final String OUTPUTS = "outputs";

    /** As the value of an attribute: as many as a row of the data begins with, see {@link #withNumbers}. */
    public static final String NUMBERS = "numbers";

    /** How many operations a model has at most, with all copies of repeats and all candidates of choices written out. */
    public static final int MAX_NODES = 200_000;

    /** How many levels deep operations are nested at most. */
    public static final int MAX_DEPTH = 100;

    private final String name;
    private final Map<String, Shape> inputs;
    private final Graph graph;
    private final SortedMap<String, Value> settings;
    private final List<Mutation> lineage;
    private @Nullable String hash;

    private Model(
            String name,
            Map<String, Shape> inputs,
            Graph graph,
            SortedMap<String, Value> settings,
            List<Mutation> lineage) {
        this.name = name;
        this.inputs = inputs;
        this.graph = graph;
        this.settings = settings;
        this.lineage = lineage;
    }

    /**
     * A model without history.
     *
     * @param inputs the shape of one example, by the name of the graph's input, in the graph's order
     * @param settings what an evaluator reads, by name
     * @throws IllegalArgumentException if the names of the inputs aren't the graph's, or the model has more than
     *     {@link #MAX_NODES} operations or {@link #MAX_DEPTH} levels
     */
    public static Model of(String name, Map<String, Shape> inputs, Graph graph, Map<String, ? extends Value> settings) {
        Map<String, Shape> shapes = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        if (!List.copyOf(shapes.keySet()).equals(graph.inputs())) {
            throw new IllegalArgumentException("The model (" + name + ") gives shapes for " + shapes.keySet()
                    + ", and its graph has the inputs " + graph.inputs() + ".");
        }
        Extent.check(name, graph);
        return new Model(name, shapes, graph, Collections.unmodifiableSortedMap(new TreeMap<>(settings)), List.of());
    }

    /** A builder for a model with this name. */
    public static ModelBuilder named(String name) {
        return new ModelBuilder(name);
    }

    /** What people call it; not part of the hash. */
    public String name() {
        return name;
    }

    /** The shape of one example, by the name of the input. */
    public Map<String, Shape> inputs() {
        return inputs;
    }

    /** The network. */
    public Graph graph() {
        return graph;
    }

    /** What an evaluator reads, by name. */
    public SortedMap<String, Value> settings() {
        return settings;
    }

    /** The mutations that made this model, first to last; not part of the hash. */
    public List<Mutation> lineage() {
        return lineage;
    }

    /** Whether nothing is left to decide. */
    public boolean isConcrete() {
        return graph.isConcrete() && settings.values().stream().allMatch(Value.Constant.class::isInstance);
    }

    /**
     * A stable hash of inputs, graph and settings: 32 hexadecimal digits, equal in every JVM, whatever order attributes
     * were written in. The name and the lineage don't count.
     */
    public String hash() {
        String known = hash;
        if (known == null) {
            HashSink sink = new HashSink().tag('M').number(inputs.size());
            inputs.forEach((input, shape) -> Scalars.hash(sink.text(input), shape.sizes()));
            sink.text(graph.hash()).number(settings.size());
            settings.forEach((setting, value) -> OperationHash.value(sink.text(setting), value));
            known = sink.hex();
            hash = known; // Racing threads write equal values.
        }
        return known;
    }

    /**
     * This model with some decisions answered; the others stay open, and the lineage stays as it is.
     *
     * @throws InvalidArchitectureException if the answers describe something that can't be built
     */
    public Model resolve(Answers answers) {
        if (isConcrete()) {
            return this;
        }
        Resolver resolver = new Resolver(answers);
        SortedMap<String, Value> resolved = resolver.values("model", name, settings);
        return new Model(name, inputs, resolver.graph(graph), Collections.unmodifiableSortedMap(resolved), lineage);
    }

    /** This model with another graph over the same inputs. */
    public Model withGraph(Graph changed) {
        if (!changed.inputs().equals(graph.inputs())) {
            throw new IllegalArgumentException("The model (" + name + ") has the inputs " + graph.inputs()
                    + ", and the new graph has " + changed.inputs() + ".");
        }
        return new Model(name, inputs, changed, settings, lineage);
    }

    /** This model with one setting set. */
    public Model withSetting(String setting, Object value) {
        SortedMap<String, Value> changed = new TreeMap<>(settings);
        changed.put(setting, Value.of(value));
        return new Model(name, inputs, graph, Collections.unmodifiableSortedMap(changed), lineage);
    }

    /** This model for examples of another shape; it must have one input. */
    public Model withInputShape(Shape shape) {
        if (inputs.size() != 1) {
            throw new IllegalArgumentException(
                    "The model (" + name + ") has the inputs " + inputs.keySet() + ", so one shape doesn't fit.");
        }
        return new Model(
                name,
                Collections.unmodifiableMap(
                        new LinkedHashMap<>(Map.of(graph.inputs().get(0), shape))),
                graph,
                settings,
                lineage);
    }

    /**
     * This model for data that need so many outputs: each attribute whose value is the text {@code outputs} becomes that
     * number. So the head of a model that suits any data is written {@code Layer.of("linear", "units", Model.OUTPUTS)}.
     */
    public Model withOutputs(int outputs) {
        return with(OUTPUTS, outputs).withNumbers(0);
    }

    /**
     * This model for rows of a table of which so many of the first values are numbers: each attribute whose value is the text {@code
     * numbers} becomes that number. What is still open when {@link #withOutputs} is called becomes 0, which layers take for all.
     */
    public Model withNumbers(int numbers) {
        return with(NUMBERS, numbers);
    }

    private Model with(String word, int number) {
        Value count = Value.of(number);
        Value open = Value.of(word);
        return withGraph(Rewriting.withConstants(graph, value -> value.equals(open) ? count : value));
    }

    /** This model with one more step in its history. */
    public Model withMutation(Mutation mutation) {
        List<Mutation> longer = new ArrayList<>(lineage);
        longer.add(mutation);
        return new Model(name, inputs, graph, settings, List.copyOf(longer));
    }

    /** Whether name, inputs, graph and settings are equal; the lineage doesn't count. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Model model
                        && name.equals(model.name)
                        && inputs.equals(model.inputs)
                        && settings.equals(model.settings)
                        && graph.equals(model.graph));
    }

    @Override
    public int hashCode() {
        return hash().hashCode();
    }

    @Override
    public String toString() {
        return name + " " + inputs + " " + settings + " " + graph;
    }
}
