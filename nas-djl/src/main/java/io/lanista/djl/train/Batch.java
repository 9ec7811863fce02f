package io.lanista.djl.train;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Scalars;
import io.lanista.djl.backend.Tensors;
import java.util.Optional;

/**
 * Some examples as tensors of the surrounding step, which closes them.
 *
 * <pre>{@code
 * try (Step step = Step.training()) {
 *     Batch batch = epoch.batch();
 *     step.backward(batch.loss(epoch.network().train(batch.inputs(), epoch.random())));
 *     epoch.update();
 * }
 * }</pre>
 */
public final class Batch {
    private static final int WITH_MEMBERS = 3;

    private final TensorBatches source;
    private final NDArray inputs;
    private final NDArray wanted;
    private final Optional<NDArray> weights;
    private final boolean hasClasses;
    private final int size;
    private final boolean counts;
    private final Optional<Batch> second;
    private final double share;

    Batch(
            TensorBatches source,
            NDArray inputs,
            NDArray wanted,
            Optional<NDArray> weights,
            boolean hasClasses,
            int size,
            boolean counts) {
        this(source, inputs, wanted, weights, hasClasses, size, counts, Optional.empty(), 1);
    }

    private Batch(
            TensorBatches source,
            NDArray inputs,
            NDArray wanted,
            Optional<NDArray> weights,
            boolean hasClasses,
            int size,
            boolean counts,
            Optional<Batch> second,
            double share) {
        this.source = source;
        this.inputs = inputs;
        this.wanted = wanted;
        this.weights = weights;
        this.hasClasses = hasClasses;
        this.size = size;
        this.counts = counts;
        this.second = second;
        this.share = share;
    }

    /** Examples that are mixed, each with another one of the batch, which wants something else. */
    Batch mixedWith(NDArray wantedToo, double ownShare) {
        Batch other = new Batch(source, inputs, wantedToo, weights, hasClasses, size, false);
        return new Batch(source, inputs, wanted, weights, hasClasses, size, counts, Optional.of(other), ownShare);
    }

    /** The examples, standardised as the data are: {@code (batch, …)}. */
    public NDArray inputs() {
        return inputs;
    }

    /** How many examples. */
    public int size() {
        return size;
    }

    /**
     * The class number of each example: int64, {@code (batch)}.
     *
     * @throws IllegalStateException if the data have numbers to predict instead
     */
    public NDArray labels() {
        if (!hasClasses) {
            throw new IllegalStateException("These examples have numbers, not classes. Maybe ask for targets().");
        }
        return wanted;
    }

    /**
     * The numbers to predict, with mean 0 and deviation 1 over the training part: {@code (batch, numbers)}.
     *
     * @throws IllegalStateException if the data have classes instead
     */
    public NDArray targets() {
        if (hasClasses) {
            throw new IllegalStateException("These examples have classes, not numbers. Maybe ask for labels().");
        }
        return wanted;
    }

    /** How much each example counts: {@code (batch)}, 1 on the average of all that are trained on; empty if all count the same. */
    public Optional<NDArray> weights() {
        return weights;
    }

    /** How the network is trained: the evaluator's options, and the settings of the model that go before them. */
    public TrainingOptions options() {
        return source.options();
    }

    /**
     * The problem's loss of a network's outputs: one number, recorded if the outputs are. It counts for what is reported of the
     * epoch. Where examples are mixed of two, it is mixed of the losses for both, by the same shares.
     *
     * @param outputs {@code (batch, outputs)}; or {@code (batch, members, outputs)} of an ensemble inside of a network, whose loss is
     *     the mean of its members' losses
     * @throws IllegalStateException if it isn't a finite number, so that training can't go on
     */
    public NDArray loss(NDArray outputs) {
        NDArray own = plain(outputs);
        NDArray loss = second.map(
                        other -> Tensors.add(Scalars.times(own, share), Scalars.times(other.plain(outputs), 1 - share)))
                .orElse(own);
        if (counts) {
            source.count(loss, outputs);
        }
        return loss;
    }

    private NDArray plain(NDArray outputs) {
        return hasMembers(outputs) ? ofMembers(outputs) : source.problem().loss(outputs, this);
    }

    private static boolean hasMembers(NDArray outputs) {
        return outputs.getShape().dimension() == WITH_MEMBERS;
    }

    /** Each member answers for each example, so the examples count once for each of them. */
    private NDArray ofMembers(NDArray outputs) {
        long members = outputs.getShape().get(1);
        Batch repeated = new Batch(
                source,
                inputs,
                Tensors.repeat(wanted, members, 0),
                weights.map(each -> Tensors.repeat(each, members, 0)),
                hasClasses,
                size * (int) members,
                counts);
        return source.problem()
                .loss(
                        Tensors.reshape(
                                outputs, size * members, outputs.getShape().get(2)),
                        repeated);
    }

    /** Measures a network's outputs; they needn't be finite. */
    public void measure(NDArray outputs) {
        source.measure(outputs);
    }

    /** The same examples, whose losses don't count: for a step that looks ahead, say. */
    public Batch uncounted() {
        return new Batch(source, inputs, wanted, weights, hasClasses, size, false, second, share);
    }
}
