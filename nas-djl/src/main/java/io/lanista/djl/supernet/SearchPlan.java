package io.lanista.djl.supernet;

import java.util.function.UnaryOperator;

/**
 * How a {@link SupernetRun} goes over the data, and what its supernet is made of. Immutable; each method gives another plan.
 *
 * <pre>{@code
 * SearchPlan.epochs(50).batchSize(32).mixing(OwnMix::new)
 * }</pre>
 */
public final class SearchPlan {
    private static final int BATCH_SIZE = 64;
    private static final double HALF = 0.5;

    private final int epochs;
    private final int batchSize;
    private final double weightShare;
    private final UnaryOperator<SupernetBuilder> supernet;

    private SearchPlan(int epochs, int batchSize, double weightShare, UnaryOperator<SupernetBuilder> supernet) {
        if (epochs < 1) {
            throw new IllegalArgumentException("A search can't have (" + epochs + ") epochs. Maybe 50.");
        }
        if (batchSize < 1) {
            throw new IllegalArgumentException("A batch can't have (" + batchSize + ") examples. Maybe 64.");
        }
        this.epochs = epochs;
        this.batchSize = batchSize;
        this.weightShare = weightShare;
        this.supernet = supernet;
    }

    /**
     * A plan of so many passes over the data for the weights, in batches of 64, with half of the training data for the weights and
     * {@link SoftmaxMix} in the place of every choice.
     */
    public static SearchPlan epochs(int epochs) {
        return new SearchPlan(epochs, BATCH_SIZE, HALF, UnaryOperator.identity());
    }

    /** How many examples a batch has; all there are, if they are fewer. */
    public SearchPlan batchSize(int examples) {
        return new SearchPlan(epochs, examples, weightShare, supernet);
    }

    /** The share of the training data for the weights, between 0 and 1; the rest is for the architecture. */
    public SearchPlan weightShare(double share) {
        return new SearchPlan(epochs, batchSize, share, supernet);
    }

    /** What stands in the place of every choice, of a layer or of inputs. */
    public SearchPlan mixing(MixedBlockFactory factory) {
        return supernet(builder -> builder.replaceLayerChoice(factory).replaceInputChoice(factory));
    }

    /** What else the supernet is to be; after what was said before. */
    public SearchPlan supernet(UnaryOperator<SupernetBuilder> further) {
        return new SearchPlan(epochs, batchSize, weightShare, builder -> further.apply(supernet.apply(builder)));
    }

    int epochs() {
        return epochs;
    }

    int batchSize() {
        return batchSize;
    }

    double weightShare() {
        return weightShare;
    }

    SupernetBuilder applyTo(SupernetBuilder builder) {
        return supernet.apply(builder);
    }
}
