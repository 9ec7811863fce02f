package io.lanista.oneshot.paths;

import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import io.lanista.djl.backend.Optimizer;
import io.lanista.djl.backend.Sgd;
import io.lanista.djl.supernet.PathScores;
import java.util.List;
import java.util.stream.Stream;

/** What can be set of the trainers of this bundle. The search's defaults are those of Guo et al. 2020, section 4. */
final class PathOptions {
    private static final Option<Long> EPOCHS =
            Option.integer("epochs", 50, 1, 100_000, "Passes over the data for the weights.");
    private static final Option<Long> BATCH_SIZE =
            Option.integer("batch_size", 64, 2, 1_000_000, "Examples in a batch.");
    private static final Option<Double> WEIGHT_SHARE = Option.real(
            "weight_share",
            0.8,
            0.05,
            0.95,
            "The share of the training data for the weights; paths are compared on the rest.");
    private static final Option<Double> RATE =
            Option.real("learning_rate", 0.05, 1e-6, 100, "Learning rate of the weights in the first step.");
    private static final Option<Double> LAST_RATE = Option.real(
            "last_learning_rate", 0.0005, 0, 100, "Learning rate of the weights in the last step; a cosine between.");
    private static final Option<Double> MOMENTUM = Option.real("momentum", 0.9, 0, 0.9999, "Momentum of the weights.");
    private static final Option<Double> DECAY =
            Option.real("weight_decay", 4e-5, 0, 10, "Weight decay of the weights.");
    private static final Option<Double> CLIP = Option.real(
            "clip_norm", 5, 0, 1e9, "The longest gradient of the weights, as a Euclidean norm; 0 for no limit.");
    private static final Option<Long> ROUNDS = Option.integer(
            "rounds", 20, 1, 100_000, "Rounds of the evolution that follows; each is told as an epoch of its own.");
    private static final Option<Long> POPULATION =
            Option.integer("population", 50, 2, 1_000_000, "Architectures that a round of the evolution tries.");
    private static final Option<Long> PARENTS = Option.integer(
            "parents", 10, 1, 1_000_000, "How many of the best so far the architectures of a round descend from.");
    private static final Option<Double> MUTATION = Option.real(
            "mutation",
            0.1,
            0,
            1,
            "The probability with which a mutation draws a decision anew; half of a round are mutations.");
    private static final Option<Long> STATISTICS = Option.integer(
            "statistics_examples",
            PathScores.EXAMPLES,
            2,
            1_000_000_000,
            "Training examples from which each architecture's batch statistics are worked out before it is measured.");

    /** Those of the weights, and of measuring paths. */
    static final List<Option<?>> TRAINING =
            List.of(EPOCHS, BATCH_SIZE, WEIGHT_SHARE, RATE, LAST_RATE, MOMENTUM, DECAY, CLIP, STATISTICS);

    /** Those, and the evolution's. */
    static final List<Option<?>> DECLARED = Stream.concat(
                    TRAINING.stream(), Stream.<Option<?>>of(ROUNDS, POPULATION, PARENTS, MUTATION))
            .toList();

    private final Options options;

    PathOptions(Options options) {
        this.options = options;
    }

    int epochs() {
        return options.get(EPOCHS).intValue();
    }

    int batchSize() {
        return options.get(BATCH_SIZE).intValue();
    }

    double weightShare() {
        return options.get(WEIGHT_SHARE);
    }

    double rate() {
        return options.get(RATE);
    }

    double lastRate() {
        return options.get(LAST_RATE);
    }

    Optimizer optimizer() {
        return new Sgd(options.get(MOMENTUM), false, options.get(DECAY));
    }

    double clipNorm() {
        return options.get(CLIP);
    }

    int rounds() {
        return options.get(ROUNDS).intValue();
    }

    int population() {
        return options.get(POPULATION).intValue();
    }

    int parents() {
        return options.get(PARENTS).intValue();
    }

    double mutation() {
        return options.get(MUTATION);
    }

    int statisticsExamples() {
        return options.get(STATISTICS).intValue();
    }
}
