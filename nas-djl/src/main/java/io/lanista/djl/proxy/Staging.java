package io.lanista.djl.proxy;

import ai.djl.ndarray.NDManager;
import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Node;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Shape;
import io.lanista.api.model.Subgraph;
import io.lanista.djl.backend.ParameterLayout;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.block.Fragment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** Takes a concrete model apart into stages. Used for one model, which has one input. */
final class Staging {
    private final BlockCatalogue blocks;
    private final ParameterLayout.Builder parameters = ParameterLayout.builder();
    private final ParameterLayout.Builder buffers = ParameterLayout.builder();
    private final List<Stage> stages = new ArrayList<>();
    private final List<Shape> shapes = new ArrayList<>();

    private Staging(BlockCatalogue blocks) {
        this.blocks = blocks;
    }

    /** The network of a model that {@link io.lanista.djl.block.NetworkPlan} has checked. */
    static ProbedNetwork network(Model model, BlockCatalogue blocks, NDManager manager, RandomGenerator random) {
        Staging staging = new Staging(blocks);
        staging.shapes.add(model.inputs().values().iterator().next());
        int result = staging.graph(model.graph(), 0, "");
        return new ProbedNetwork(
                staging.stages, result, staging.parameters.build(), staging.buffers.build(), manager, random);
    }

    private int graph(Graph graph, int input, String path) {
        Map<String, Integer> known = new HashMap<>();
        known.put(graph.inputs().get(0), input);
        for (Node node : graph.nodes()) {
            List<Integer> reads = node.inputs().stream().map(known::get).toList();
            String place = path.isEmpty() ? node.name() : path + "." + node.name();
            known.put(node.name(), operation(node.operation(), reads, place));
        }
        return Objects.requireNonNull(known.get(graph.output()), graph.output());
    }

    private int operation(Operation operation, List<Integer> reads, String path) {
        if (operation instanceof Subgraph nested && isChainOfBlocks(nested.graph())) {
            return graph(nested.graph(), reads.get(0), path);
        }
        List<Shape> inputs = reads.stream().map(shapes::get).toList();
        Fragment fragment = Fragment.of(operation, inputs, path, blocks, parameters, buffers);
        shapes.add(fragment.output());
        int to = shapes.size() - 1;
        stages.add(new Stage(fragment, reads, to, opensBlock(operation, fragment)));
        return to;
    }

    /** A repeated block becomes a chain of blocks when it is decided how often; a chain of layers is one block. */
    private static boolean isChainOfBlocks(Graph graph) {
        String last = graph.inputs().get(0);
        if (graph.inputs().size() != 1) {
            return false;
        }
        for (Node node : graph.nodes()) {
            if (!(node.operation() instanceof Subgraph) || !node.inputs().equals(List.of(last))) {
                return false;
            }
            last = node.name();
        }
        return graph.output().equals(last);
    }

    private static boolean opensBlock(Operation operation, Fragment fragment) {
        return !(operation instanceof Layer layer)
                || fragment.parameters() > 0 && !LayerRule.NORMS.contains(layer.type());
    }
}
