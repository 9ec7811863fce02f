package io.lanista.djl.supernet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.djl.backend.Constants;
import io.lanista.djl.backend.FlatParameters;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Weights;
import io.lanista.djl.block.Network;
import io.lanista.djl.block.NetworkPlan;
import io.lanista.djl.block.Pass;
import io.lanista.djl.block.PlannedLayer;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * One architecture of a supernet, computed alone and in the supernet's weights: single paths (Guo et al., "Single Path One-Shot Neural
 * Architecture Search with Uniform Sampling", ECCV 2020, section 3.2). Where values are to be decided, such as widths and kernels, the
 * supernet has the weights of the largest, and others are slices of them. It holds no tensors; any number of passes may go through it.
 * One thread at a time, that of its supernet.
 *
 * <pre>{@code
 * PathNetwork path = supernet.path(space.sample(random));
 * try (Step step = Step.training()) {
 *     step.backward(batch.loss(path.train(batch.inputs(), random)));
 *     updater.update(rate);
 * }
 * }</pre>
 */
public final class PathNetwork {
    /** What layers with a kernel call it. */
    private static final String KERNEL = "kernel";

    private final NetworkPlan plan;
    private final FlatParameters weights;
    private final FlatParameters buffers;
    private final SharedWeights ownWeights;
    private final SharedWeights ownBuffers;
    private final Constants constants;

    PathNetwork(
            NetworkPlan plan, Origins origins, FlatParameters weights, FlatParameters buffers, Constants constants) {
        this.plan = plan;
        this.weights = weights;
        this.buffers = buffers;
        this.constants = constants;
        Set<String> kernels = plan.layers().stream()
                .map(PlannedLayer::use)
                .filter(use -> use.layer().attributes().containsKey(KERNEL))
                .map(use -> use.path())
                .collect(Collectors.toSet());
        this.ownWeights = new SharedWeights(plan.parameters(), weights.layout(), origins, kernels);
        this.ownBuffers = new SharedWeights(plan.buffers(), buffers.layout(), origins, kernels);
    }

    /** The network that the architecture is alone. */
    public NetworkPlan plan() {
        return plan;
    }

    /** The output for a batch, recorded for a gradient of the supernet's weights. Call it inside a training step, once. */
    public NDArray train(NDArray batch, RandomGenerator random) {
        return forward(List.of(batch), weights.record(), true, random);
    }

    /**
     * The output for a batch in full generality.
     *
     * @param inputs one tensor for each input of the model, {@code (batch, …)}
     * @param shared the supernet's weights, recorded or viewed; several architectures may be recorded in the same
     * @param training whether layers behave as in training: batch statistics, which also update the supernet's running ones, and masks
     * @param random for masks
     */
    public NDArray forward(List<NDArray> inputs, Weights shared, boolean training, RandomGenerator random) {
        NDManager manager = inputs.get(0).getManager();
        Pass pass = new Pass(
                ownWeights.of(shared, manager), ownBuffers.of(buffers.view(), manager), constants, training, random);
        return plan.forward(inputs, pass);
    }

    /** A network of its own, with the values that the weights and running statistics have now. */
    Network copy(NDManager manager, RandomGenerator random) {
        Network network = plan.allocate(manager, random);
        try (Step step = Step.evaluating()) {
            ownWeights.copy(weights.view(), network.parameters());
            ownBuffers.copy(buffers.view(), network.buffers());
        }
        return network;
    }
}
