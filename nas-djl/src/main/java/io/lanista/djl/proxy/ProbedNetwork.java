package io.lanista.djl.proxy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.djl.backend.Constants;
import io.lanista.djl.backend.FlatParameters;
import io.lanista.djl.backend.GradMode;
import io.lanista.djl.backend.ParameterLayout;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.backend.Weights;
import io.lanista.djl.block.Pass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A network with initial weights whose layers can be looked at while it computes. Its stages are the nodes of the model's outermost
 * graph, chains of blocks taken apart. One thread; closed with its manager.
 */
final class ProbedNetwork {
    private static final int MATRIX = 2;

    private final List<Stage> stages;
    private final int result;
    private final FlatParameters parameters;
    private final FlatParameters buffers;
    private final Constants constants;

    /**
     * @param stages in an order in which they can be computed; tensor 0 is the network's input
     * @param result the number of the tensor that is the output
     * @param random draws the initial weights
     */
    ProbedNetwork(
            List<Stage> stages,
            int result,
            ParameterLayout parameters,
            ParameterLayout buffers,
            NDManager manager,
            RandomGenerator random) {
        this.stages = List.copyOf(stages);
        this.result = result;
        this.parameters = FlatParameters.create(manager, parameters, random);
        this.buffers = FlatParameters.create(manager, buffers, random);
        this.constants = new Constants(manager);
    }

    FlatParameters parameters() {
        return parameters;
    }

    /** A weight matrix or kernel: where it lies among all parameters. */
    record Weight(int from, int to) {}

    /** The weights of linear maps: convolutions, dense layers, tables; no biases, and no scales of normalisations. */
    List<Weight> weights() {
        ParameterLayout layout = parameters.layout();
        List<Weight> weights = new ArrayList<>();
        for (int slot = 0; slot < layout.size(); slot++) {
            if (layout.shape(slot).dimension() >= MATRIX) {
                int from = layout.offset(slot);
                weights.add(new Weight(from, from + (int) layout.shape(slot).size()));
            }
        }
        return weights;
    }

    Pass pass(Weights weights, boolean training, RandomGenerator masks) {
        return new Pass(weights, buffers.view(), constants, training, masks);
    }

    /**
     * The output for a batch. Where nothing is recorded, a stage's tensors are closed as soon as it is done.
     *
     * @param batch {@code (batch, …)}
     */
    NDArray forward(NDArray batch, Pass pass, LayerRule rule) {
        @Nullable NDArray[] values = begin(batch);
        for (Stage stage : stages) {
            values[stage.to()] = GradMode.isOn() ? stage.apply(values, pass, rule) : apart(stage, values, pass, rule);
        }
        return Stage.tensor(values, result);
    }

    /** Room for all tensors, the first of which is the input. */
    @Nullable NDArray[] begin(NDArray batch) {
        @Nullable NDArray[] values = new @Nullable NDArray[stages.size() + 1];
        values[0] = Tensors.channelsLast(batch);
        return values;
    }

    private static NDArray apart(Stage stage, @Nullable NDArray[] values, Pass pass, LayerRule rule) {
        try (Step step = Step.evaluating()) {
            NDArray made = stage.apply(values, pass, rule);
            boolean known = Arrays.stream(values).anyMatch(value -> value == made);
            return known ? made : step.keep(made);
        }
    }

    /** The stages in blocks, in the order of computation; the last one makes the network's output. */
    List<List<Stage>> blocks() {
        List<List<Stage>> blocks = new ArrayList<>();
        for (Stage stage : stages) {
            if (blocks.isEmpty() || stage.opensBlock()) {
                blocks.add(new ArrayList<>());
            }
            blocks.get(blocks.size() - 1).add(stage);
        }
        return blocks;
    }
}
