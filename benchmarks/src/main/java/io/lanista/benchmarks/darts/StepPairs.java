package io.lanista.benchmarks.darts;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.api.model.Candidate;
import io.lanista.api.model.Cell;
import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Node;
import io.lanista.api.model.Operation;
import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.djl.backend.Adam;
import io.lanista.djl.backend.Gradients;
import io.lanista.djl.backend.Losses;
import io.lanista.djl.backend.Sgd;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.backend.Updater;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.supernet.Supernet;
import io.lanista.djl.supernet.SupernetBuilder;
import io.lanista.hub.Darts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A step of the architecture parameters and a step of the weights, in turn, on noise: the first-order DARTS of the paper. */
final class StepPairs {
    private static final int BATCHES = 8;
    private static final int CLASSES = 10;
    private static final double LIMIT = 5;

    private final Supernet supernet;
    private final Updater weights;
    private final Updater architecture;
    private final Random random = new Random(0);
    private final List<NDArray> images = new ArrayList<>();
    private final List<NDArray> labels = new ArrayList<>();

    /** What a pair took, in milliseconds, and the loss of its second step. */
    record Pair(double architecture, double weights, double loss) {}

    StepPairs(NDManager manager, long channels, long cells, int batch, int side, boolean generic) {
        Darts darts = new Darts();
        SearchSpace space = darts.open(Options.parse(
                "darts",
                darts.options(),
                Map.of(
                        "input",
                        List.of(1L, (long) side, (long) side),
                        "channels",
                        channels,
                        "cells",
                        cells,
                        "classes",
                        CLASSES,
                        "none",
                        true)));
        SupernetBuilder builder = Supernet.of(withNormalizedPools(space), BlockCatalogue.standard())
                .withoutNormScales();
        supernet = (generic ? builder.generic() : builder).allocate(manager, random);
        weights = new Sgd(0.9, false, 3e-4).start(supernet.weights());
        architecture = new Adam(0.5, 0.999, 1e-8, 1e-3, false).start(supernet.architecture());
        for (int i = 0; i < BATCHES; i++) {
            float[] noise = new float[batch * side * side];
            for (int j = 0; j < noise.length; j++) {
                noise[j] = (float) random.nextGaussian();
            }
            images.add(Tensors.of(manager, noise, batch, 1, side, side));
            labels.add(Tensors.of(manager, random.longs(batch, 0, CLASSES).toArray(), batch));
        }
    }

    /** The authors' program normalises what comes out of pools while it searches, and so does the peer. */
    private static SearchSpace withNormalizedPools(SearchSpace space) {
        Graph graph = space.base().graph();
        List<Node> nodes = graph.nodes().stream()
                .map(node -> node.operation() instanceof Cell cell
                        ? new Node(node.name(), withNormalizedPools(cell), node.inputs())
                        : node)
                .toList();
        return SearchSpace.of(space.base().withGraph(Graph.of(graph.inputs(), nodes, graph.output())));
    }

    private static Cell withNormalizedPools(Cell cell) {
        return Cell.named(cell.label().value(), cell.inputs())
                .topology(cell.topology())
                .candidates(withNormalizedPools(cell.candidates()))
                .inputCandidates(withNormalizedPools(cell.inputCandidates()))
                .preprocessing(cell.preprocessing().toArray(new Operation[0]))
                .build();
    }

    private static List<Candidate> withNormalizedPools(List<Candidate> candidates) {
        return candidates.stream()
                .map(candidate -> candidate.name().contains("pool")
                        ? Candidate.of(candidate.name(), Graph.sequence(candidate.operation(), Layer.of("batch_norm")))
                        : candidate)
                .toList();
    }

    long weightCount() {
        return supernet.weights().layout().count();
    }

    Pair run(int number) {
        long start = System.nanoTime();
        try (Step step = Step.training()) {
            NDArray logits = supernet.trainArchitecture(images.get(number % BATCHES), random);
            step.backward(Losses.crossEntropy(logits, labels.get(number % BATCHES), 0));
            architecture.update(3e-4);
        }
        long middle = System.nanoTime();
        int next = (number + 1) % BATCHES;
        double loss;
        try (Step step = Step.training()) {
            NDArray mean = Losses.crossEntropy(supernet.trainWeights(images.get(next), random), labels.get(next), 0);
            step.backward(mean);
            Gradients.clipByNorm(supernet.weights(), LIMIT);
            weights.update(0.025);
            loss = Tensors.value(mean);
        }
        return new Pair((middle - start) / 1e6, (System.nanoTime() - middle) / 1e6, loss);
    }
}
