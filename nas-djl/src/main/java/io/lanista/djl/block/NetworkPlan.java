package io.lanista.djl.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import io.lanista.djl.backend.ParameterLayout;
import io.lanista.djl.backend.Tensors;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A model worked out to the last parameter, without any tensor: what is computed in which order, and where parameters and
 * running statistics lie. Immutable and safe for use by several threads; any number of networks may be made from it.
 */
public final class NetworkPlan {
    private final Model model;
    private final List<PlannedStep> described;
    private final List<PlannedStep> steps;
    private final int values;
    private final int result;
    private final Shape output;
    private final ParameterLayout parameters;
    private final ParameterLayout buffers;
    private final long flops;
    private final BatchNeed batchNeed;

    NetworkPlan(
            Model model,
            List<PlannedStep> steps,
            int values,
            int result,
            Shape output,
            ParameterLayout parameters,
            ParameterLayout buffers,
            long flops,
            BatchNeed batchNeed) {
        this.model = model;
        this.described = List.copyOf(steps);
        this.steps = List.copyOf(QuickOrder.of(described));
        this.values = values;
        this.result = result;
        this.output = output;
        this.parameters = parameters;
        this.buffers = buffers;
        this.flops = flops;
        this.batchNeed = batchNeed;
    }

    /**
     * Works a model out.
     *
     * @param model concrete
     * @param blocks the layer types that there are
     * @throws InvalidArchitectureException if a layer is unknown or shapes don't fit; the message names the node
     */
    public static NetworkPlan of(Model model, BlockCatalogue blocks) {
        if (!model.isConcrete()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "The model (%s) still has open choices, so no network follows from it. Maybe freeze its space first.",
                    model.name()));
        }
        return new Planner(blocks).plan(model);
    }

    /** The model that this is the plan of. */
    public Model model() {
        return model;
    }

    /** The shape of one example at the output. */
    public Shape output() {
        return output;
    }

    /** Names, shapes and initial values of all trainable parameters. */
    public ParameterLayout parameters() {
        return parameters;
    }

    /** The same for running statistics, which aren't trained. */
    public ParameterLayout buffers() {
        return buffers;
    }

    /** Multiply-accumulates for one example. */
    public long flops() {
        return flops;
    }

    /** How many examples a batch must have while the network trains. */
    public BatchNeed batchNeed() {
        return batchNeed;
    }

    /**
     * Makes a network with initial weights.
     *
     * @param manager the trial's manager, which owns the tensors
     * @param random the trial's generator
     */
    public Network allocate(NDManager manager, RandomGenerator random) {
        return new Network(this, manager, random);
    }

    /**
     * Compares a batch with the inputs of the model.
     *
     * @param inputs one tensor for each input of the model, in the model's order
     * @throws IllegalArgumentException if there are too few or too many, or one has another shape than the model says
     */
    public void check(List<NDArray> inputs) {
        InputCheck.check(this, inputs);
    }

    /**
     * The output for a batch.
     *
     * @param inputs one tensor for each input of the model, in the model's order
     * @param pass with weights and buffers of this plan's layouts
     * @throws IllegalArgumentException if there are too few or too many inputs, or one has another shape than the model says
     */
    public NDArray forward(List<NDArray> inputs, Pass pass) {
        check(inputs);
        @Nullable NDArray[] tensors = new @Nullable NDArray[values];
        for (int i = 0; i < inputs.size(); i++) {
            tensors[i] = Tensors.channelsLast(inputs.get(i));
        }
        for (PlannedStep step : steps) {
            step.run(tensors, pass);
            step.release(tensors);
        }
        return PlannedStep.tensor(tensors, result);
    }

    /**
     * The layers in an order in which they can be computed; composite ones are taken apart. For those who write the network down in
     * another form.
     */
    public List<PlannedLayer> layers() {
        return described.stream()
                .map(step -> new PlannedLayer(step.use(), step.from(), step.to()))
                .toList();
    }

    /** In the order in which they are computed, see {@link QuickOrder}. */
    List<PlannedStep> steps() {
        return steps;
    }

    /** How many tensors a pass makes, inputs included; the inputs come first. */
    int values() {
        return values;
    }

    /** The number of the tensor that is the output; the inputs have the first numbers, in the model's order. */
    public int result() {
        return result;
    }

    Map<String, Shape> inputs() {
        return model.inputs();
    }
}
