package io.lanista.djl.block;

import ai.djl.ndarray.NDArray;
import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Shape;
import io.lanista.djl.backend.ParameterLayout;
import io.lanista.layer.LayerUse;
import java.util.List;

/**
 * A concrete operation worked out as a part of a larger network, whose parameters and running statistics it shares: for
 * those who put networks together themselves, such as supernets. Immutable; it holds no tensors.
 */
public final class Fragment {
    private final List<PlannedStep> steps;
    private final int values;
    private final int result;
    private final Shape output;
    private final long flops;
    private final long weights;
    private final BatchNeed batchNeed;

    Fragment(
            List<PlannedStep> steps,
            int values,
            int result,
            Shape output,
            long flops,
            long weights,
            BatchNeed batchNeed) {
        this.steps = List.copyOf(steps);
        this.values = values;
        this.result = result;
        this.output = output;
        this.flops = flops;
        this.weights = weights;
        this.batchNeed = batchNeed;
    }

    /**
     * Works an operation out.
     *
     * @param concrete a layer, or a graph of layers, in which nothing is left to decide
     * @param inputs the shape of one example, for each input
     * @param path where it stands; the names of its parameters begin with it
     * @param blocks the layer types that there are
     * @param parameters gets the operation's parameters
     * @param buffers gets its running statistics
     * @throws InvalidArchitectureException if a layer is unknown or shapes don't fit; the message names the node
     */
    public static Fragment of(
            Operation concrete,
            List<Shape> inputs,
            String path,
            BlockCatalogue blocks,
            ParameterLayout.Builder parameters,
            ParameterLayout.Builder buffers) {
        return new Planner(blocks, parameters, buffers).fragment(concrete, inputs, path);
    }

    /** The shape of one example at the output. */
    public Shape output() {
        return output;
    }

    /**
     * The layers in an order in which they can be computed; composite ones are taken apart. For those who compute in another
     * way what {@link #forward} would.
     */
    public List<FragmentLayer> layers() {
        return steps.stream()
                .map(step -> new FragmentLayer(
                        step.layer(), step.inputs(), unchecked(step.computation()), step.from(), step.to()))
                .toList();
    }

    /** The same layers in their places; always the same objects. */
    public List<LayerUse> uses() {
        return steps.stream().map(PlannedStep::use).toList();
    }

    private static Computation unchecked(Computation computation) {
        return computation instanceof CheckedComputation checked ? checked.unchecked() : computation;
    }

    /** The number of the tensor that is the output; the inputs have the first numbers. */
    public int result() {
        return result;
    }

    /** Multiply-accumulates for one example. */
    public long flops() {
        return flops;
    }

    /** Trainable numbers. */
    public long parameters() {
        return weights;
    }

    /** How many examples a batch must have while this trains. */
    public BatchNeed batchNeed() {
        return batchNeed;
    }

    /**
     * The output for a batch.
     *
     * @param inputs one tensor for each input, {@code (batch, …)}
     * @param pass a pass through the larger network
     */
    public NDArray forward(List<NDArray> inputs, Pass pass) {
        NDArray[] tensors = inputs.toArray(new NDArray[values]);
        for (PlannedStep step : steps) {
            step.run(tensors, pass);
        }
        return tensors[result];
    }
}
