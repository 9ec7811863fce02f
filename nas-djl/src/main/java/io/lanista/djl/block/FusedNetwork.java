package io.lanista.djl.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.djl.backend.Constants;
import io.lanista.djl.backend.FlatParameters;
import io.lanista.djl.backend.NamedArrays;
import io.lanista.djl.backend.ParameterLayout;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.backend.Weights;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Several networks of one architecture in one graph (Wang et al., "Horizontally Fused Training Array", MLSys 2021): they see batches of
 * their own, and each computes what it would alone, but most layers are one operation for all. Layers of which that isn't known are
 * computed for one network after the other, within the same graph.
 *
 * <pre>{@code
 * try (Step step = Step.training()) {
 *     NDArray logits = network.train(network.inputs(features, size), randoms);
 *     step.backward(…);     // the sum of the members' losses, which don't depend on one another
 *     updater.update(rates);
 * }
 * }</pre>
 *
 * <p>Belongs to one trial: one thread at a time, and its tensors are closed with the manager that it was made with.
 */
public final class FusedNetwork {
    private static final int IMAGE = 3;
    private static final String PARAMETERS = "parameters/";
    private static final String BUFFERS = "buffers/";

    private final NetworkPlan plan;
    private final NDManager manager;
    private final int members;
    private final List<FusedLayer> layers = new ArrayList<>();
    private final FlatParameters parameters;
    private final FlatParameters buffers;
    private final Constants constants;

    private FusedNetwork(NetworkPlan plan, NDManager manager, List<? extends RandomGenerator> initial) {
        this.plan = plan;
        this.manager = manager;
        this.members = initial.size();
        this.parameters = FlatParameters.create(manager, plan.parameters().together(members), initial);
        this.buffers = FlatParameters.create(manager, plan.buffers().together(members), initial);
        this.constants = new Constants(manager);
        for (PlannedStep step : plan.steps()) {
            layers.add(FusedLayers.of(step).orElseGet(() -> FusedLayers.apart(step.computation())));
        }
    }

    /** Why networks of this plan can't be in one graph; empty if they can. */
    public static Optional<String> refusal(NetworkPlan plan) {
        if (plan.inputs().size() != 1) {
            return Optional.of("it has more than one input");
        }
        return scalar(plan.parameters())
                .or(() -> scalar(plan.buffers()))
                .map(name -> "its parameter (" + name + ") is a single number without a dimension");
    }

    private static Optional<String> scalar(ParameterLayout layout) {
        for (int slot = 0; slot < layout.size(); slot++) {
            if (layout.shape(slot).dimension() == 0) {
                return Optional.of(layout.name(slot));
            }
        }
        return Optional.empty();
    }

    /** The types of a plan's layers that are computed for one network after the other. */
    public static Collection<String> apart(NetworkPlan plan) {
        Collection<String> types = new TreeSet<>();
        for (PlannedStep step : plan.steps()) {
            if (FusedLayers.of(step).isEmpty()) {
                types.add(step.layer().type());
            }
        }
        return types;
    }

    /**
     * Makes the networks, each with the initial weights that it would have alone.
     *
     * @param plan without {@link #refusal}
     * @param manager the trial's manager, which owns the tensors
     * @param initial the generator of each network
     */
    public static FusedNetwork allocate(NetworkPlan plan, NDManager manager, List<? extends RandomGenerator> initial) {
        return new FusedNetwork(plan, manager, initial);
    }

    /** How many. */
    public int members() {
        return members;
    }

    /** The trainable parameters of all, in a layout made by {@link ParameterLayout#together}. */
    public FlatParameters parameters() {
        return parameters;
    }

    /** The running statistics of all, likewise. */
    public FlatParameters buffers() {
        return buffers;
    }

    /**
     * The examples of all networks as one tensor, as {@link #train} and {@link #predict} take them.
     *
     * @param features of each network, row-major; at least {@code size} examples each
     * @param size how many examples each network sees
     */
    public NDArray inputs(List<float[]> features, int size) {
        long[] example = plan.inputs().values().iterator().next().toArray();
        int values = (int) LongStream.of(example).reduce(1, Math::multiplyExact);
        float[] all = new float[Math.multiplyExact(members * size, values)];
        if (example.length == IMAGE) {
            for (int member = 0; member < members; member++) {
                for (int row = 0; row < size; row++) {
                    System.arraycopy(
                            features.get(member), row * values, all, (row * members + member) * values, values);
                }
            }
            long[] shape = LongStream.concat(LongStream.of(size), LongStream.of(example))
                    .toArray();
            shape[1] *= members;
            return Tensors.of(manager, all, shape);
        }
        for (int member = 0; member < members; member++) {
            System.arraycopy(features.get(member), 0, all, member * size * values, size * values);
        }
        return Tensors.of(
                manager,
                all,
                LongStream.concat(LongStream.of((long) members * size), LongStream.of(example))
                        .toArray());
    }

    /**
     * The outputs as in training, recorded so that a gradient for {@link #parameters} follows; running statistics are updated. Call it
     * inside a training {@link io.lanista.djl.backend.Step}.
     *
     * @param inputs made by {@link #inputs}
     * @param randoms for masks, one for each network
     * @return {@code (members · size, …)}, the outputs of one network behind those of the other
     */
    public NDArray train(NDArray inputs, List<? extends RandomGenerator> randoms) {
        return forward(List.of(input(inputs)), parameters.record(), true, randoms);
    }

    /** The outputs as in use, likewise. Call it inside an evaluating {@link io.lanista.djl.backend.Step}. */
    public NDArray predict(NDArray inputs) {
        return forward(List.of(input(inputs)), parameters.view(), false, List.of());
    }

    private Members input(NDArray inputs) {
        int rank = plan.inputs().values().iterator().next().rank();
        return new Members(inputs, members, rank == IMAGE);
    }

    /** The outputs in full generality, one network's behind the other's. */
    NDArray forward(List<Members> inputs, Weights weights, boolean training, List<? extends RandomGenerator> randoms) {
        Pass all = new Pass(weights, buffers.view(), constants, training, NoRandomness.INSTANCE);
        FusedPass pass = new FusedPass(all, randoms);
        @Nullable Members[] values = new @Nullable Members[plan.values()];
        for (int i = 0; i < inputs.size(); i++) {
            values[i] = inputs.get(i);
        }
        for (int i = 0; i < layers.size(); i++) {
            PlannedStep step = plan.steps().get(i);
            values[step.to()] = compute(step, layers.get(i), values, pass);
            release(step, values);
        }
        return Objects.requireNonNull(values[plan.result()], "the result").stacked();
    }

    private static Members compute(PlannedStep step, FusedLayer layer, @Nullable Members[] values, FusedPass pass) {
        List<Members> reads = new ArrayList<>();
        for (int number : step.from()) {
            reads.add(Objects.requireNonNull(values[number], "a tensor that is still needed"));
        }
        try {
            return layer.apply(reads, pass);
        } catch (RuntimeException failure) {
            throw new IllegalStateException(
                    String.format(
                            Locale.ROOT,
                            "The node (%s) of (%d) networks can't compute with inputs of the shapes %s: %s",
                            step.path(),
                            pass.members(),
                            reads.stream()
                                    .map(input -> input.tensor().getShape())
                                    .toList(),
                            failure.getMessage()),
                    failure);
        }
    }

    private static void release(PlannedStep step, @Nullable Members[] values) {
        for (int number : step.done()) {
            Members value = values[number];
            values[number] = null;
            if (value == null) {
                continue;
            }
            boolean isHeld = false;
            for (Members other : values) {
                isHeld |= other != null && other.tensor() == value.tensor();
            }
            if (!isHeld) {
                value.tensor().close();
            }
        }
    }

    /** A copy of one network's parameters and running statistics, as {@link Network#save} gives it. */
    public NamedArrays save(int member) {
        return NamedArrays.builder()
                .addAll(PARAMETERS, parameters.save(member))
                .addAll(BUFFERS, buffers.save(member))
                .build();
    }

    /**
     * Takes over what {@link #save} or {@link Network#save} gave, for one network.
     *
     * @throws IllegalArgumentException if an array is missing or has another shape
     */
    public void load(int member, NamedArrays arrays) {
        parameters.load(member, arrays.part(PARAMETERS));
        buffers.load(member, arrays.part(BUFFERS));
    }
}
