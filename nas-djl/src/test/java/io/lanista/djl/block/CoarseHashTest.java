package io.lanista.djl.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.api.model.Graph;
import io.lanista.api.model.Model;
import io.lanista.api.model.Node;
import io.lanista.api.model.Subgraph;
import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.backend.FlatParameters;
import io.lanista.djl.backend.Step;
import io.lanista.hub.NasBench201;
import io.lanista.layer.CanonicalForm;
import io.lanista.layer.LayerCatalogue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Networks that the coarse hash holds to be one compute the same, once the weights are moved along. */
class CoarseHashTest {
    private static final LayerCatalogue LAYERS = LayerCatalogue.standard();
    private static final int DRAWN = 1_000;
    private static final int CLASSES = 60;

    private final SearchSpace space = space();

    private static SearchSpace space() {
        NasBench201 hub = new NasBench201();
        return hub.open(Options.parse(
                "space", hub.options(), Map.of("cells", 1, "channels", 2, "size", "small", "classes", 10)));
    }

    /**
     * Layers whose outputs are one tensor to the hash get the same weights, in whichever network they stand: weights are moved by
     * what a layer computes, not by its place. Batch normalisation works with the batch's own statistics, and without a shift:
     * that it makes zeros of zeros is the hash's convention.
     */
    @Test
    void mergedNetworksWithTransferredWeightsGiveEqualOutputs() {
        List<List<Model>> merged = merged();
        int compared = 0;
        try (NDManager manager = Backend.start().newManager()) {
            NDArray images = manager.create(pixels(), new ai.djl.ndarray.types.Shape(4, 1, 8, 8));
            for (List<Model> members : merged) {
                float[] first = output(members.get(0), images);
                float[] last = output(members.get(members.size() - 1), images);
                for (int i = 0; i < first.length; i++) {
                    assertThat(last[i]).as("%s", cells(members)).isCloseTo(first[i], within(1e-4f));
                }
                compared += spread(first) > 1e-3 ? 1 : 0;
            }
        }
        assertThat(merged).hasSize(CLASSES);
        assertThat(compared).as("networks that tell inputs apart").isGreaterThan(CLASSES * 3 / 4);
    }

    /** Two networks of each class that has two among those drawn which the benchmark's own form tells apart. */
    private List<List<Model>> merged() {
        Map<String, List<Model>> classes = new HashMap<>();
        List<String> order = new ArrayList<>();
        Random random = new Random(4);
        Stream.generate(() -> space.sample(random)).limit(DRAWN).distinct().forEach(choices -> {
            Model model = space.freeze(choices).withInputShape(io.lanista.api.model.Shape.of(1, 8, 8));
            String hash = CanonicalForm.hash(model, LAYERS);
            List<Model> known = classes.computeIfAbsent(hash, unseen -> new ArrayList<>());
            if (known.isEmpty()) {
                order.add(hash);
                known.add(model);
            } else if (known.size() == 1 && !form(known.get(0)).equals(form(model))) {
                known.add(model);
            }
        });
        Collections.shuffle(order, new Random(1));
        return order.stream()
                .map(classes::get)
                .filter(members -> members.size() > 1)
                .limit(CLASSES)
                .toList();
    }

    /**
     * What the benchmark takes for a cell's identity (Dong and Yang, 2020, section 2): each node is the sorted sum of its edges, an
     * identity is what it reads, and a zero edge is zero, but a sum of zeros is not.
     */
    private static String form(Model model) {
        String ops = NasBench201.ops(SearchSpace.choicesOf(model));
        List<String> nodes = new ArrayList<>(List.of("x"));
        int edge = 0;
        for (int node = 1; node < 4; node++) {
            List<String> terms = new ArrayList<>();
            for (int from = 0; from < node; from++) {
                char operation = ops.charAt(edge++);
                String read = nodes.get(from);
                boolean zero = operation == '0' || read.equals("0");
                terms.add(zero ? "0" : operation == '1' ? read : "(" + read + ")" + operation);
            }
            Collections.sort(terms);
            nodes.add(String.join("+", terms));
        }
        return nodes.get(3);
    }

    private static List<String> cells(List<Model> models) {
        return models.stream()
                .map(model -> NasBench201.ops(SearchSpace.choicesOf(model)))
                .toList();
    }

    private static float[] output(Model model, NDArray images) {
        Model flat = model.withGraph(flat(model.graph()));
        try (NDManager manager = images.getManager().newSubManager();
                Step step = Step.evaluating()) {
            Network network = NetworkPlan.of(flat, BlockCatalogue.standard()).allocate(manager, new Random(1));
            network.parameters().set(weights(flat, network.parameters()));
            Pass pass = network.pass(network.parameters().view(), true, new Random(2));
            return network.forward(List.of(images), pass).toFloatArray();
        }
    }

    /** Drawn by a generator that is seeded with the hash of the tensor that the parameter's layer makes. */
    private static float[] weights(Model flat, FlatParameters parameters) {
        float[] all = new float[Math.toIntExact(parameters.layout().count())];
        int offset = 0;
        for (int slot = 0; slot < parameters.layout().size(); slot++) {
            String name = parameters.layout().name(slot);
            int end = name.lastIndexOf('.');
            String node = name.substring(0, end);
            String tensor = CanonicalForm.hash(
                    flat.withGraph(Graph.of(flat.graph().inputs(), flat.graph().nodes(), node)), LAYERS);
            Random random = new Random((tensor + name.substring(end)).hashCode());
            for (long i = 0; i < parameters.layout().shape(slot).size(); i++) {
                all[offset++] = name.endsWith(".beta") ? 0 : (float) random.nextGaussian();
            }
        }
        return all;
    }

    /** The same graph without nesting. */
    private static Graph flat(Graph graph) {
        Map<String, String> names = new HashMap<>();
        graph.inputs().forEach(input -> names.put(input, input));
        List<Node> nodes = new ArrayList<>();
        inline(graph, "", names, nodes);
        return Graph.of(graph.inputs(), nodes, names.get(graph.output()));
    }

    private static void inline(Graph graph, String prefix, Map<String, String> names, List<Node> nodes) {
        for (Node node : graph.nodes()) {
            String name = prefix + node.name();
            List<String> reads = node.inputs().stream().map(names::get).toList();
            if (node.operation() instanceof Subgraph nested) {
                Map<String, String> inner = new HashMap<>();
                for (int i = 0; i < reads.size(); i++) {
                    inner.put(nested.graph().inputs().get(i), reads.get(i));
                }
                inline(nested.graph(), name + "-", inner, nodes);
                names.put(node.name(), inner.get(nested.graph().output()));
            } else {
                nodes.add(new Node(name, node.operation(), reads));
                names.put(node.name(), name);
            }
        }
    }

    private static float[] pixels() {
        Random random = new Random(3);
        float[] pixels = new float[4 * 64];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextFloat();
        }
        return pixels;
    }

    private static float spread(float[] values) {
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return most - least;
    }
}
