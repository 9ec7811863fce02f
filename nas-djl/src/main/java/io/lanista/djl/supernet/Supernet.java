package io.lanista.djl.supernet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.djl.backend.Constants;
import io.lanista.djl.backend.FlatParameters;
import io.lanista.djl.backend.NamedArrays;
import io.lanista.djl.backend.Scalars;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.backend.Weights;
import io.lanista.djl.block.BatchNeed;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.block.Network;
import io.lanista.djl.block.NetworkPlan;
import io.lanista.djl.block.Pass;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * All architectures of a space in one network. Weights and architecture parameters are two disjoint sets: a step that trains
 * one of them views the other, and costs no gradient for it.
 *
 * <pre>{@code
 * Supernet supernet = Supernet.of(space, backend.blocks())
 *         .replaceLayerChoice(SoftmaxMix::new)
 *         .replaceInputChoice(SoftmaxMix::new)
 *         .allocate(manager, random);
 * try (Step step = Step.training()) {
 *     NDArray logits = supernet.trainWeights(images, random);
 *     step.backward(Losses.crossEntropy(logits, labels, 0));
 *     weightUpdater.update(rate);
 * }
 * }</pre>
 *
 * <p>One thread at a time; closed with the manager that it was made with.
 */
public final class Supernet {
    private static final String WEIGHTS = "weights/";
    private static final String BUFFERS = "buffers/";
    private static final String ARCHITECTURE = "architecture/";

    private final SearchSpace space;
    private final BlockCatalogue blocks;
    private final Part part;
    private final Decisions decisions;
    private final FlatParameters weights;
    private final FlatParameters buffers;
    private final FlatParameters architecture;
    private final Constants constants;
    private final int compiledChoices;
    private final boolean partial;
    private final BatchNeed batchNeed;
    private final RunningStatistics statistics;

    Supernet(
            SearchSpace space,
            BlockCatalogue blocks,
            Part part,
            SupernetPlanner planner,
            NDManager manager,
            RandomGenerator random) {
        this.space = space;
        this.blocks = blocks;
        this.part = part;
        this.decisions = planner.decisions();
        this.weights = FlatParameters.create(manager, planner.weights(), random);
        this.buffers = FlatParameters.create(manager, planner.buffers(), random);
        this.architecture = FlatParameters.create(manager, planner.architecture(), random);
        this.constants = new Constants(manager);
        this.compiledChoices = planner.compiledChoices();
        this.partial = planner.isPartial();
        this.batchNeed = planner.batchNeed();
        this.statistics = new RunningStatistics(buffers, planner.momenta());
    }

    /**
     * Begins a supernet. Both kinds of choices are mixed by {@link SoftmaxMix}, unless they are replaced.
     *
     * @param space whose base model has the input shape and outputs of the data
     * @param blocks the layer types that there are
     */
    public static SupernetBuilder of(SearchSpace space, BlockCatalogue blocks) {
        return new SupernetBuilder(space, blocks);
    }

    /** The space that it was built from. */
    public SearchSpace space() {
        return space;
    }

    /** The weights of all candidates. */
    public FlatParameters weights() {
        return weights;
    }

    /** The architecture parameters of all decisions. */
    public FlatParameters architecture() {
        return architecture;
    }

    /** The architecture parameters as constants: no gradient flows into them. Always the current values. */
    public Alphas alphas() {
        return Alphas.of(architecture.view());
    }

    /**
     * The architecture parameters as recorded tensors, for one forward and backward pass; see {@link FlatParameters#record}.
     *
     * @throws IllegalStateException if the thread doesn't record
     */
    public Alphas recordAlphas() {
        return Alphas.of(architecture.record());
    }

    /** Running statistics. */
    public FlatParameters buffers() {
        return buffers;
    }

    /** The running statistics of its batch normalisations, to be worked out anew for a single architecture. */
    RunningStatistics statistics() {
        return statistics;
    }

    /** How many examples a batch must have while this trains. */
    public BatchNeed batchNeed() {
        return batchNeed;
    }

    /** How many choices are computed together with others, or by themselves with what {@link SupernetBuilder#generic} forbids. */
    public int compiledChoices() {
        return compiledChoices;
    }

    /** The mixed blocks in the order of the model, by label. */
    public Map<Label, List<MixedBlock>> replaced() {
        Map<Label, List<MixedBlock>> all = new LinkedHashMap<>();
        decisions.mixed().forEach((label, mixed) -> all.put(label, List.copyOf(mixed.blocks())));
        return Collections.unmodifiableMap(all);
    }

    /** The output for a batch, recorded for a gradient of the weights. Call it inside a training step. */
    public NDArray trainWeights(NDArray batch, RandomGenerator random) {
        return forward(List.of(batch), weights.record(), alphas(), true, random);
    }

    /** The output for a batch, recorded for a gradient of the architecture parameters. Call it inside a training step. */
    public NDArray trainArchitecture(NDArray batch, RandomGenerator random) {
        return forward(List.of(batch), weights.view(), recordAlphas(), true, random);
    }

    /**
     * The output for a batch in full generality.
     *
     * @param inputs one tensor for each input of the model, {@code (batch, …)}
     * @param withWeights the weights, recorded or viewed
     * @param withAlphas the architecture parameters, recorded or viewed
     * @param training whether layers behave as in training: batch statistics, which also update the running ones, and masks
     * @param random for masks, and for what mixed blocks draw
     */
    public NDArray forward(
            List<NDArray> inputs, Weights withWeights, Alphas withAlphas, boolean training, RandomGenerator random) {
        Pass pass = new Pass(withWeights, buffers.view(), constants, training, random);
        // In the order that a plain network uses, too: it is faster, and the two give the very same numbers.
        List<NDArray> ordered = inputs.stream().map(Tensors::channelsLast).toList();
        return part.apply(ordered, new MixedPass(pass, withAlphas));
    }

    /**
     * What a network of this space is expected to cost, if every decision is drawn by its candidates' probabilities; recorded if
     * the architecture parameters are. An edge of a cell counts by the probability that its node keeps it, if as many edges as an
     * architecture has are drawn in proportion to their strengths ({@link MixedBlock#strength}); those probabilities are taken as
     * they are now, and have no gradient. A candidate that is always zero costs nothing, although an export never keeps one on an
     * edge.
     *
     * @param withAlphas the architecture parameters, recorded or viewed
     * @return {@code (1)}
     */
    public NDArray expectedCost(Cost cost, Alphas withAlphas) {
        Pass pass = new Pass(weights.view(), buffers.view(), constants, false, new Random(0));
        ExpectedCost expected = part.cost(cost, new MixedPass(pass, withAlphas));
        NDArray one = constants.ones(1);
        NDArray fixed = Scalars.times(one, expected.fixed());
        NDArray variable = expected.variable();
        return variable == null ? fixed : Tensors.add(variable, fixed);
    }

    /** The weight of each candidate of each decision now, by its value. Edges of cells have labels of their own. */
    public Map<Label, Map<Object, Double>> probabilities() {
        Map<Label, Map<Object, Double>> all = new LinkedHashMap<>();
        decisions.mixed().forEach((label, mixed) -> {
            double[] now = mixed.probabilities(label, alphas());
            Map<Object, Double> byValue = new LinkedHashMap<>();
            for (int i = 0; i < now.length; i++) {
                byValue.put(mixed.values().get(i), now[i]);
            }
            all.put(label, Collections.unmodifiableMap(byValue));
        });
        return Collections.unmodifiableMap(all);
    }

    /**
     * The same if one architecture has all the weight: 1 for what it chose, and the candidates of decisions that it doesn't have are alike.
     */
    public Map<Label, Map<Object, Double>> probabilities(Choices choices) {
        return decisions.probabilities(choices);
    }

    /**
     * The value with the largest weight of a decision that mixed blocks stand for.
     *
     * @throws IllegalArgumentException if there is no such decision
     */
    public Object selectBest(Label label) {
        if (!decisions.mixed().containsKey(label)) {
            throw new IllegalArgumentException("The supernet has no mixed decision (" + label + "). Available: "
                    + replaced().keySet() + ".");
        }
        return discretization().best(label);
    }

    /**
     * The most probable architecture that the space allows. Nodes of cells keep their strongest edges, none of which is a
     * zero.
     *
     * @throws io.lanista.api.space.InfeasibleException if no probable one is allowed
     */
    public Choices export() {
        return best(1).get(0);
    }

    /**
     * The most probable architectures that the space allows, the most probable one first.
     *
     * @return as many, or fewer if there aren't as many
     * @throws io.lanista.api.space.InfeasibleException if no probable one is allowed
     */
    public List<Choices> best(int count) {
        return discretization().best(count);
    }

    /**
     * The share of skip connections among the layers that an architecture chose where a skip connection was on offer; 0 if it
     * nowhere was.
     */
    public double skipShare(Choices choices) {
        return decisions.skipShare(choices);
    }

    /**
     * The share of layers without weights (skip connections, pools, zeros) among those that an architecture chose where layers with
     * and without weights were on offer; 0 if they nowhere were.
     */
    public double freeShare(Choices choices) {
        return decisions.freeShare(choices);
    }

    private Discretization discretization() {
        return new Discretization(space, decisions, decisions.probabilities(alphas()), decisions.strengths(alphas()));
    }

    /**
     * The architecture parameters with which this supernet computes one architecture alone, in its own weights: every mixed block
     * chooses one candidate, and the edges that cells drop are left out.
     *
     * <pre>{@code
     * supernet.architecture().set(supernet.oneHot(choices));
     * }</pre>
     *
     * @throws UnsupportedOperationException if a mixed block can't {@linkplain MixedBlock#choose choose} or {@linkplain
     *     MixedBlock#leaveOut be left out}
     */
    public float[] oneHot(Choices choices) {
        AlphaValues values = new AlphaValues(architecture.layout());
        decisions.choose(choices, values);
        return values.toArray();
    }

    /**
     * One architecture alone, in the weights of this supernet.
     *
     * @throws IllegalStateException if it doesn't {@linkplain #canBequeath() bequeath}
     * @throws io.lanista.api.space.InfeasibleException if these are no choices of the space
     * @throws io.lanista.api.model.InvalidArchitectureException if it can't be built, or is no slice of the supernet
     */
    public PathNetwork path(Choices choices) {
        if (partial) {
            throw new IllegalStateException(
                    "The candidates of this supernet have only some of the channels, so a network can't"
                            + " inherit their weights. Maybe train it from the beginning.");
        }
        NetworkPlan plan = NetworkPlan.of(space.freeze(choices), blocks);
        Origins origins = new Origins();
        part.trace(choices, "", origins);
        return new PathNetwork(plan, origins, weights, buffers, constants);
    }

    /** Whether its weights are those of whole networks; not so with {@link SupernetBuilder#partialChannels}. */
    public boolean canBequeath() {
        return !partial;
    }

    /**
     * The network of one architecture, with the weights and running statistics that it has in here.
     *
     * @param manager owns the network
     * @param random for parameters that the supernet doesn't have
     * @throws IllegalStateException if it doesn't {@linkplain #canBequeath() bequeath}
     */
    public Network inherit(Choices choices, NDManager manager, RandomGenerator random) {
        return path(choices).copy(manager, random);
    }

    /** A copy of weights, running statistics and architecture parameters, by name. */
    public NamedArrays save() {
        return NamedArrays.builder()
                .addAll(WEIGHTS, weights.save())
                .addAll(BUFFERS, buffers.save())
                .addAll(ARCHITECTURE, architecture.save())
                .build();
    }

    /**
     * Takes over the weights and running statistics of what a supernet of the same space {@linkplain #save saved}, whatever stood in
     * the place of its choices.
     *
     * @throws IllegalArgumentException if one is missing or has another shape
     */
    void loadWeights(NamedArrays arrays) {
        weights.load(arrays.part(WEIGHTS));
        buffers.load(arrays.part(BUFFERS));
    }

    /** Whether what another one saved has all weights of this, which one {@linkplain SupernetBuilder#withoutNormScales without scales} has not. */
    boolean hasAllWeights(NamedArrays arrays) {
        return arrays.part(WEIGHTS).names().containsAll(weights.save().names());
    }

    /**
     * Takes over what {@link #save} gave; other arrays are ignored.
     *
     * @throws IllegalArgumentException if one is missing or has another shape
     */
    public void load(NamedArrays arrays) {
        loadWeights(arrays);
        architecture.load(arrays.part(ARCHITECTURE));
    }
}
