package io.lanista.oneshot.darts;

import io.lanista.api.oneshot.OneShotRequest;
import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import io.lanista.djl.backend.Adam;
import io.lanista.djl.backend.Optimizer;
import io.lanista.djl.backend.Sgd;
import io.lanista.djl.supernet.Cost;
import io.lanista.djl.train.LayerLatencies;
import io.lanista.layer.LayerUse;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be set; the defaults are those of Liu et al. 2019, section 3.1.1 and appendix A.1. */
final class DartsOptions {
    static final String SECOND = "second";
    static final Option<String> ORDER = Option.oneOf(
            "order",
            List.of("first", SECOND),
            "Whether the architecture's gradient looks one weight step ahead (second); about three times the work.");

    private static final double ADAM_BETA_2 = 0.999;
    private static final double ADAM_EPSILON = 1e-8;

    private static final String STOP = "stop";
    private static final String OFF = "off";
    private static final Option<Long> EPOCHS =
            Option.integer("epochs", 50, 1, 100_000, "Passes over the training half.");
    private static final Option<Long> WARM_UP = Option.integer(
            "warm_up_epochs", 0, 0, 100_000, "Epochs at the beginning in which only the weights are trained.");
    private static final Option<Long> BATCH_SIZE =
            Option.integer("batch_size", 64, 2, 1_000_000, "Examples in a batch.");
    private static final Option<Double> WEIGHT_SHARE = Option.real(
            "weight_share",
            0.5,
            0.05,
            0.95,
            "The share of the training data for the weights; the rest is for the architecture.");
    private static final Option<Double> RATE =
            Option.real("learning_rate", 0.025, 1e-6, 100, "Learning rate of the weights in the first step.");
    private static final Option<Double> LAST_RATE = Option.real(
            "last_learning_rate", 0.001, 0, 100, "Learning rate of the weights in the last step; a cosine between.");
    private static final Option<Double> MOMENTUM = Option.real("momentum", 0.9, 0, 0.9999, "Momentum of the weights.");
    private static final Option<Double> DECAY =
            Option.real("weight_decay", 3e-4, 0, 10, "Weight decay of the weights.");
    private static final Option<Double> CLIP = Option.real(
            "clip_norm", 5, 0, 1e9, "The longest gradient of the weights, as a Euclidean norm; 0 for no limit.");
    private static final Option<Double> ARCHITECTURE_RATE = Option.real(
            "architecture_learning_rate", 3e-4, 0, 100, "Learning rate of the architecture parameters (Adam).");
    private static final Option<Double> ARCHITECTURE_DECAY =
            Option.real("architecture_weight_decay", 1e-3, 0, 10, "Weight decay of the architecture parameters.");
    private static final Option<String> GUARD = Option.oneOf(
            "guard",
            List.of(STOP, "warn", OFF),
            "What happens at signs of collapse: the search ends at the last architecture without them, or they are only noted, or"
                    + " nothing.");
    private static final Option<Double> SKIP_LIMIT = Option.real(
            "skip_limit", 0.5, 0, 1, "The share of skip connections above which an architecture counts as collapsed.");
    private static final Option<Double> FREE_LIMIT = Option.real(
            "free_limit",
            0.625,
            0,
            1,
            "The share of layers without weights above which an architecture counts as collapsed.");
    private static final Option<Long> PATIENCE = Option.integer(
            "guard_patience",
            5,
            1,
            100_000,
            "For how many epochs in a row an architecture must count as collapsed before the search ends.");
    private static final Option<Double> SHARPNESS_LIMIT = Option.real(
            "sharpness_limit",
            1.33,
            1,
            1000,
            "The rise of the smoothed sharpness over five epochs that counts as a sign of collapse.");
    private static final Option<Long> CANDIDATES = Option.integer(
            "candidates",
            5,
            1,
            1000,
            "How many of the most probable architectures are compared at the end, with the weights that they have in the supernet.");

    private static final String FREE = "none";
    private static final String LATENCY = "latency";
    private static final Option<String> COST = Option.oneOf(
            "cost",
            List.of(FREE, "flops", "parameters", LATENCY),
            "What of the expected network is added to the architecture's loss, as a multiple of what it was at the beginning; latency as the"
                    + " evaluator's latency_table has it.");
    private static final Option<Double> COST_WEIGHT = Option.real(
            "cost_weight",
            0.1,
            0,
            1000,
            "How much of the cost is added: at 0.1, the whole cost of the beginning counts 0.1.");
    private static final Option<Boolean> NORM_SCALES = Option.flag(
            "norm_scales",
            false,
            "Whether normalisations in candidates and cells learn scales and shifts while searching.");
    private static final Option<Boolean> COMPILED = Option.flag(
            "compiled",
            true,
            "Whether choices that read one tensor are computed together where that is possible: less time and memory, the same"
                    + " results up to rounding.");

    private final Options options;

    DartsOptions(Options options) {
        this.options = options;
    }

    /**
     * All options.
     *
     * @param instead options that take the place of those with the same name, with other defaults
     */
    static List<Option<?>> declared(Option<?>... instead) {
        Map<String, Option<?>> byName = new LinkedHashMap<>();
        all().forEach(option -> byName.put(option.name(), option));
        for (Option<?> option : instead) {
            byName.put(option.name(), option);
        }
        return List.copyOf(byName.values());
    }

    private static List<Option<?>> all() {
        return List.of(
                EPOCHS,
                WARM_UP,
                BATCH_SIZE,
                WEIGHT_SHARE,
                RATE,
                LAST_RATE,
                MOMENTUM,
                DECAY,
                CLIP,
                ARCHITECTURE_RATE,
                ARCHITECTURE_DECAY,
                GUARD,
                SKIP_LIMIT,
                FREE_LIMIT,
                PATIENCE,
                SHARPNESS_LIMIT,
                CANDIDATES,
                COST,
                COST_WEIGHT,
                NORM_SCALES,
                COMPILED);
    }

    int epochs() {
        return options.get(EPOCHS).intValue();
    }

    int warmUp() {
        return options.get(WARM_UP).intValue();
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

    Optimizer weightOptimizer() {
        return new Sgd(options.get(MOMENTUM), false, options.get(DECAY));
    }

    Optimizer architectureOptimizer(double firstMoment) {
        return new Adam(firstMoment, ADAM_BETA_2, ADAM_EPSILON, options.get(ARCHITECTURE_DECAY), false);
    }

    double clipNorm() {
        return options.get(CLIP);
    }

    double architectureRate() {
        return options.get(ARCHITECTURE_RATE);
    }

    boolean isGuarded() {
        return !options.get(GUARD).equals(OFF);
    }

    boolean guardStops() {
        return options.get(GUARD).equals(STOP);
    }

    double skipLimit() {
        return options.get(SKIP_LIMIT);
    }

    double freeLimit() {
        return options.get(FREE_LIMIT);
    }

    int patience() {
        return options.get(PATIENCE).intValue();
    }

    double sharpnessLimit() {
        return options.get(SHARPNESS_LIMIT);
    }

    /** What is penalised; a latency is that of the table which the evaluator names. */
    Optional<Cost> cost(OneShotRequest request) {
        String given = options.get(COST);
        if (given.equals(LATENCY)) {
            LayerLatencies table = request.backend(LayerLatencies.class);
            Map<LayerUse, Double> known = new IdentityHashMap<>();
            return Optional.of(layer -> known.computeIfAbsent(layer, table::of));
        }
        return switch (given) {
            case FREE -> Optional.empty();
            case "flops" -> Optional.of(Cost.FLOPS);
            default -> Optional.of(Cost.PARAMETERS);
        };
    }

    double costWeight() {
        return options.get(COST_WEIGHT);
    }

    boolean normScales() {
        return options.get(NORM_SCALES);
    }

    boolean isCompiled() {
        return options.get(COMPILED);
    }

    int candidates() {
        return options.get(CANDIDATES).intValue();
    }
}
