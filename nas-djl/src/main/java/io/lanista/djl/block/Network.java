package io.lanista.djl.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.djl.backend.Constants;
import io.lanista.djl.backend.FlatParameters;
import io.lanista.djl.backend.NamedArrays;
import io.lanista.djl.backend.Weights;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A network with its weights. Belongs to one trial: one thread at a time, and its tensors are closed with the manager that
 * it was made with.
 *
 * <pre>{@code
 * try (Step step = Step.training()) {
 *     NDArray logits = network.train(images, random);
 *     step.backward(Losses.crossEntropy(logits, labels, 0));
 *     updater.update(rate);
 * }
 * }</pre>
 */
public final class Network {
    private static final String PARAMETERS = "parameters/";
    private static final String BUFFERS = "buffers/";

    private final NetworkPlan plan;
    private final FlatParameters parameters;
    private final FlatParameters buffers;
    private final Constants constants;

    Network(NetworkPlan plan, NDManager manager, RandomGenerator random) {
        this.plan = plan;
        this.parameters = FlatParameters.create(manager, plan.parameters(), random);
        this.buffers = FlatParameters.create(manager, plan.buffers(), random);
        this.constants = new Constants(manager);
    }

    /** What it was made from. */
    public NetworkPlan plan() {
        return plan;
    }

    /** The trainable parameters. */
    public FlatParameters parameters() {
        return parameters;
    }

    /** Running statistics. */
    public FlatParameters buffers() {
        return buffers;
    }

    /**
     * The output for a batch, as in training, recorded so that a gradient for {@link #parameters()} follows. Running
     * statistics are updated. Call it inside a training {@link io.lanista.djl.backend.Step}.
     *
     * @param batch {@code (batch, …)} with the input's shape
     * @param random for masks
     */
    public NDArray train(NDArray batch, RandomGenerator random) {
        return forward(List.of(batch), pass(parameters.record(), true, random));
    }

    /**
     * The output for a batch, as in use: running statistics, no masks. Call it inside an evaluating
     * {@link io.lanista.djl.backend.Step}.
     *
     * @param batch {@code (batch, …)} with the input's shape
     */
    public NDArray predict(NDArray batch) {
        return forward(List.of(batch), pass(parameters.view(), false, NoRandomness.INSTANCE));
    }

    /** A pass through this network with its own buffers and constants, for {@link #forward}. */
    public Pass pass(Weights weights, boolean training, RandomGenerator random) {
        return new Pass(weights, buffers.view(), constants, training, random);
    }

    /**
     * The output for a batch in full generality.
     *
     * @param inputs one tensor for each input of the model, in the model's order
     * @throws IllegalArgumentException if there are too few or too many, or one has another shape than the model says
     */
    public NDArray forward(List<NDArray> inputs, Pass pass) {
        return plan.forward(inputs, pass);
    }

    /** A copy of parameters and running statistics, by name. */
    public NamedArrays save() {
        return NamedArrays.builder()
                .addAll(PARAMETERS, parameters.save())
                .addAll(BUFFERS, buffers.save())
                .build();
    }

    /**
     * Takes over what {@link #save} gave; other arrays are ignored.
     *
     * @throws IllegalArgumentException if one is missing or has another shape
     */
    public void load(NamedArrays arrays) {
        parameters.load(arrays.part(PARAMETERS));
        buffers.load(arrays.part(BUFFERS));
    }
}
