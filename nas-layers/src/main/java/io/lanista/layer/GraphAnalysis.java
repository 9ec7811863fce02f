package io.lanista.layer;

import io.lanista.api.model.Graph;
import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Node;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Shape;
import io.lanista.api.model.Subgraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Goes through a concrete graph once, and finds its shapes and costs. */
final class GraphAnalysis {
    private final LayerCatalogue catalogue;
    private final List<LayerUse> uses = new ArrayList<>();
    private final Result result;

    /** What a tensor is, how many layers lie on the longest way to it, and where it was made. */
    private record Result(Shape shape, int depth, String source) {}

    GraphAnalysis(LayerCatalogue catalogue, Graph graph, List<Shape> inputs, String path) {
        this.catalogue = catalogue;
        List<Result> given = new ArrayList<>();
        for (Shape shape : inputs) {
            given.add(new Result(shape, 0, graph.inputs().get(given.size())));
        }
        this.result = graph(graph, given, path);
    }

    List<LayerUse> uses() {
        return uses;
    }

    Shape shape() {
        return result.shape;
    }

    int depth() {
        return result.depth;
    }

    long parameters() {
        return sum("parameters", LayerUse::parameters);
    }

    long flops() {
        return sum("multiply-adds", LayerUse::flops);
    }

    /** What {@link FlopCounting#WITH_ELEMENTWISE} counts. */
    long operations() {
        return sum("operations", use -> use.flops(FlopCounting.WITH_ELEMENTWISE));
    }

    private long sum(String what, ToLongFunction<LayerUse> cost) {
        try {
            return uses.stream().mapToLong(cost).reduce(0, Math::addExact);
        } catch (ArithmeticException e) {
            throw new InvalidArchitectureException(
                    "The network has more " + what + " than fit into a whole number of 64 bits.", e);
        }
    }

    /** How many operations there are in a graph, with those inside them. */
    static int size(Graph graph) {
        return new Subgraph(graph)
                .nested().stream().mapToInt(GraphAnalysis::size).sum();
    }

    private static int size(Operation operation) {
        return 1 + operation.nested().stream().mapToInt(GraphAnalysis::size).sum();
    }

    private Result graph(Graph graph, List<Result> inputs, String path) {
        if (graph.inputs().size() != inputs.size()) {
            throw new InvalidArchitectureException("The graph at (" + path + ") has ("
                    + graph.inputs().size() + ") inputs, and gets (" + inputs.size() + ").");
        }
        Map<String, Result> known = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            known.put(graph.inputs().get(i), inputs.get(i));
        }
        for (Node node : graph.nodes()) {
            List<Result> reads = new ArrayList<>(node.inputs().size());
            node.inputs().forEach(input -> reads.add(Objects.requireNonNull(known.get(input))));
            String place = path.isEmpty() ? node.name() : path + "." + node.name();
            known.put(node.name(), operation(node.operation(), reads, place));
        }
        return Objects.requireNonNull(known.get(graph.output()));
    }

    private Result operation(Operation operation, List<Result> inputs, String path) {
        if (operation instanceof Subgraph nested) {
            return graph(nested.graph(), inputs, path);
        }
        if (operation instanceof Layer layer) {
            return layer(layer, inputs, path);
        }
        throw new IllegalArgumentException(
                "The node (" + path + ") is still to be decided: " + operation + ". Maybe freeze the model first.");
    }

    private Result layer(Layer layer, List<Result> inputs, String path) {
        List<Shape> shapes = inputs.stream().map(Result::shape).toList();
        LayerUse use;
        try {
            use = catalogue.use(path, layer, shapes);
        } catch (InvalidArchitectureException e) {
            throw new InvalidArchitectureException("At (" + path + "): " + e.getMessage() + sources(inputs), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("At (" + path + "): " + e.getMessage(), e);
        }
        uses.add(use);
        int depth = 0;
        for (Result input : inputs) {
            depth = Math.max(depth, input.depth);
        }
        boolean weighted = use.parameters() > 0 && !catalogue.type(layer.type()).isNormalization();
        return new Result(use.output(), depth + (weighted ? 1 : 0), path);
    }

    private static String sources(List<Result> inputs) {
        return inputs.stream()
                .map(input -> input.shape + " from (" + input.source + ")")
                .collect(Collectors.joining(", ", " Its inputs are ", "."));
    }
}
