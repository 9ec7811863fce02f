package io.lanista.djl.block;

import io.lanista.api.model.Graph;
import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Node;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Shape;
import io.lanista.api.model.Subgraph;
import io.lanista.djl.backend.ParameterLayout;
import io.lanista.layer.LayerType;
import io.lanista.layer.LayerUse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Goes through a model once, in the order of computation, and plans each layer. Used for one model. */
final class Planner {
    private final BlockCatalogue blocks;
    private final List<PlannedStep> steps = new ArrayList<>();
    private final ParameterLayout.Builder parameters;
    private final ParameterLayout.Builder buffers;
    private int values;
    private long flops;
    private BatchNeed batchNeed = BatchNeed.NONE;

    /** A tensor of a pass: its number, and the shape of one example. */
    private record Tensor(int number, Shape shape) {}

    Planner(BlockCatalogue blocks) {
        this(blocks, ParameterLayout.builder(), ParameterLayout.builder());
    }

    /** Adds to the parameters and running statistics of a larger network. */
    Planner(BlockCatalogue blocks, ParameterLayout.Builder parameters, ParameterLayout.Builder buffers) {
        this.blocks = blocks;
        this.parameters = parameters;
        this.buffers = buffers;
    }

    Fragment fragment(Operation concrete, List<Shape> shapes, String path) {
        List<Tensor> inputs = new ArrayList<>();
        shapes.forEach(shape -> inputs.add(new Tensor(values++, shape)));
        long before = parameters.count();
        Tensor result = operation(concrete, inputs, path);
        return new Fragment(steps, values, result.number, result.shape, flops, parameters.count() - before, batchNeed);
    }

    NetworkPlan plan(Model model) {
        List<Tensor> inputs = new ArrayList<>();
        model.inputs().values().forEach(shape -> inputs.add(new Tensor(values++, shape)));
        Tensor result = graph(model.graph(), inputs, "");
        return new NetworkPlan(
                model,
                withReleases(inputs.size(), result.number),
                values,
                result.number,
                result.shape,
                parameters.build(),
                buffers.build(),
                flops,
                batchNeed);
    }

    /** The steps, each with the tensors that no later step reads. */
    private List<PlannedStep> withReleases(int inputs, int result) {
        // The inputs are the caller's, and the result is what it asked for.
        Set<Integer> kept = new HashSet<>(Set.of(result));
        for (int input = 0; input < inputs; input++) {
            kept.add(input);
        }
        LinkedList<PlannedStep> planned = new LinkedList<>();
        for (int i = steps.size() - 1; i >= 0; i--) {
            PlannedStep step = steps.get(i);
            List<Integer> done = new ArrayList<>();
            Stream.concat(step.from().stream(), Stream.of(step.to()))
                    .filter(kept::add)
                    .forEach(done::add);
            planned.addFirst(step.withDone(done));
        }
        return planned;
    }

    private Tensor graph(Graph graph, List<Tensor> inputs, String path) {
        if (graph.inputs().size() != inputs.size()) {
            throw new InvalidArchitectureException(String.format(
                    Locale.ROOT,
                    "The graph at (%s) has the inputs %s, and gets (%d).",
                    path,
                    graph.inputs(),
                    inputs.size()));
        }
        Map<String, Tensor> known = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            known.put(graph.inputs().get(i), inputs.get(i));
        }
        for (Node node : graph.nodes()) {
            List<Tensor> reads = node.inputs().stream().map(known::get).toList();
            String place = path.isEmpty() ? node.name() : path + "." + node.name();
            known.put(node.name(), operation(node.operation(), reads, place));
        }
        return Objects.requireNonNull(known.get(graph.output()), graph.output());
    }

    private Tensor operation(Operation operation, List<Tensor> inputs, String path) {
        if (operation instanceof Subgraph nested) {
            return graph(nested.graph(), inputs, path);
        }
        if (operation instanceof Layer layer) {
            return layer(layer, inputs, path);
        }
        throw new IllegalArgumentException(
                "The node (" + path + ") is still to be decided: " + operation + ". Maybe freeze the model first.");
    }

    private Tensor layer(Layer layer, List<Tensor> inputs, String path) {
        LayerUse use = use(layer, inputs.stream().map(Tensor::shape).toList(), path);
        Optional<LayerBuilder> builder = blocks.builder(layer.type());
        if (builder.isEmpty()) {
            return graph(expansion(use), inputs, path);
        }
        flops = Math.addExact(flops, use.flops());
        LayerType type = blocks.layers().type(layer.type());
        int leastBatch = type.leastBatch(use.layer(), use.inputs());
        batchNeed = batchNeed.and(new BatchNeed(leastBatch, path, layer.type()));
        LayerSite site = new LayerSite(path, use.layer(), use.inputs(), use.output(), parameters, buffers);
        Computation computation = builder.get().build(site);
        Tensor result = new Tensor(values++, use.output());
        steps.add(new PlannedStep(
                use,
                computation,
                type.isChannelwise(use.layer()),
                inputs.stream().map(Tensor::number).toList(),
                result.number,
                List.of()));
        return result;
    }

    private LayerUse use(Layer layer, List<Shape> shapes, String path) {
        try {
            return blocks.layers().use(path, layer, shapes);
        } catch (InvalidArchitectureException | IllegalArgumentException wrong) {
            throw new InvalidArchitectureException("At (" + path + "): " + wrong.getMessage(), wrong);
        }
    }

    private Graph expansion(LayerUse use) {
        LayerType type = blocks.layers().type(use.layer().type());
        return type.expansion(use.layer(), use.inputs())
                .orElseThrow(() -> new IllegalStateException(String.format(
                        Locale.ROOT,
                        "The layer type (%s) at (%s) has shapes, but nothing says how to compute it. Maybe add a"
                                + " LayerProvider for it.",
                        type.name(),
                        use.path())));
    }
}
