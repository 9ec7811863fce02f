package io.lanista.djl.train;

import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Value;
import io.lanista.api.option.Option;
import io.lanista.api.option.OptionException;
import io.lanista.api.option.Options;
import io.lanista.djl.backend.Adam;
import io.lanista.djl.backend.Optimizer;
import io.lanista.djl.backend.Schedule;
import io.lanista.djl.backend.Sgd;
import io.lanista.djl.data.Augmentation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a network is trained: the optimiser, its rates, and what is done to the examples.
 *
 * <p>The same names are options of an evaluator and settings of a model. Where a model sets one (a learning rate that is
 * searched along with the architecture, say), the model's value wins. Immutable.
 */
public final class TrainingOptions {
    private static final Option<Long> EPOCHS =
            Option.integer("epochs", 10, 1, 1_000_000, "How often training goes through the training part.");
    private static final Option<Long> BATCH_SIZE =
            Option.integer("batch_size", 64, 1, 1_000_000, "Examples in one step of training.");
    private static final Option<String> OPTIMIZER =
            Option.oneOf("optimizer", List.of("adam", "adamw", "sgd"), "The rule by which weights change.");
    private static final Option<Double> LEARNING_RATE = Option.real(
            "learning_rate", 0, 0, 1000, "The highest learning rate; 0 for 0.05 with sgd, and 0.002 with the others.");
    private static final Option<Double> MOMENTUM =
            Option.real("momentum", 0.9, 0, 0.9999, "Momentum of sgd; the others don't read it.");
    private static final Option<Boolean> NESTEROV =
            Option.flag("nesterov", true, "Whether sgd with momentum looks ahead.");
    private static final Option<Double> WEIGHT_DECAY = Option.real(
            "weight_decay", 1e-4, 0, 10, "Added to the gradient, times the weights; with adamw kept apart from it.");
    private static final Option<String> SCHEDULE = Option.oneOf(
            "schedule", List.of("cosine", "constant", "step"), "How the learning rate changes; cosine ends at 0.");
    private static final Option<Long> STEP_EPOCHS =
            Option.integer("step_epochs", 10, 1, 1_000_000, "Epochs between two drops of the step schedule.");
    private static final Option<Double> STEP_FACTOR =
            Option.real("step_factor", 0.1, 0, 1, "What the step schedule multiplies the rate by at each drop.");
    private static final Option<Double> WARM_UP =
            Option.real("warm_up", 0, 0, 1000, "Epochs in which the rate first rises linearly.");
    private static final Option<Double> CLIP_NORM =
            Option.real("clip_norm", 0, 0, 1e9, "The longest gradient, as a Euclidean norm; 0 for no limit.");
    private static final Option<Double> LABEL_SMOOTHING = Option.real(
            "label_smoothing", 0, 0, 0.9, "The share of a label that is spread over all classes; classification only.");
    private static final Option<Map<String, Object>> AUGMENTATION = Option.table(
            "augmentation",
            "Random changes of training images: crop and cutout (pixels), flip (true or false), rotate (degrees), brightness, contrast,"
                    + " saturation (shares), mixup (of two images, α).");
    private static final Option<Long> EVALUATION_BATCH_SIZE =
            Option.integer("evaluation_batch_size", 250, 1, 1_000_000, "Examples in one pass of an evaluation.");
    private static final Option<Long> CHECKPOINT_EVERY = Option.integer(
            "checkpoint_every", 1, 0, 1_000_000, "Epochs between two checkpoints of a trial; 0 for none.");
    private static final String BEST = "best";
    private static final Option<String> KEEP = Option.oneOf(
            "keep",
            List.of(BEST, "last"),
            "Which weights a trial keeps and is scored by: those of its best epoch, or those of its last one.");
    private static final Option<Long> PATIENCE = Option.integer(
            "patience",
            0,
            0,
            1_000_000,
            "After how many epochs in a row that are no better than the best one training ends early; 0 for never.");

    private static final List<Option<?>> DECLARED = List.of(
            EPOCHS,
            BATCH_SIZE,
            OPTIMIZER,
            LEARNING_RATE,
            MOMENTUM,
            NESTEROV,
            WEIGHT_DECAY,
            SCHEDULE,
            STEP_EPOCHS,
            STEP_FACTOR,
            WARM_UP,
            CLIP_NORM,
            LABEL_SMOOTHING,
            AUGMENTATION,
            EVALUATION_BATCH_SIZE,
            CHECKPOINT_EVERY,
            KEEP,
            PATIENCE);

    private final Options options;

    private TrainingOptions(Options options) {
        this.options = options;
    }

    /** All that can be set, for the options of an evaluator. */
    public static List<Option<?>> declared() {
        return DECLARED;
    }

    /** The defaults. */
    public static TrainingOptions defaults() {
        return of("training", Map.of());
    }

    /**
     * These values, and defaults for the others.
     *
     * @param owner whose options these are, for messages
     * @throws OptionException if a name is unknown or a value isn't allowed
     */
    public static TrainingOptions of(String owner, Map<String, ?> given) {
        return new TrainingOptions(Options.parse(owner, DECLARED, given));
    }

    /** The part of an evaluator's options that {@link #declared()} gave it. */
    public static TrainingOptions from(Options evaluator) {
        Map<String, Object> given = new LinkedHashMap<>();
        DECLARED.forEach(option -> given.put(option.name(), evaluator.get(option)));
        return of("evaluator", given);
    }

    /**
     * These options with the values that a model sets.
     *
     * @param settings of a concrete model
     * @throws InvalidArchitectureException if a name is unknown or a value isn't allowed
     */
    public TrainingOptions with(Map<String, Value> settings) {
        if (settings.isEmpty()) {
            return this;
        }
        Map<String, Object> merged = new LinkedHashMap<>(options.asMap());
        settings.forEach((name, value) -> merged.put(
                name,
                value.constant()
                        .orElseThrow(() -> new IllegalStateException("The model's setting (" + name
                                + ") is still open: " + value + ". Maybe freeze the model first."))));
        try {
            return of("training by the model's settings", merged);
        } catch (OptionException wrong) {
            throw new InvalidArchitectureException(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    /**
     * Checks the names of a model's settings, whether or not their values are decided yet.
     *
     * @throws OptionException if training reads no such setting
     */
    public static void checkNames(Map<String, Value> settings) {
        List<String> known = DECLARED.stream().map(Option::name).toList();
        for (String name : settings.keySet()) {
            if (!known.contains(name)) {
                throw new OptionException("The model sets (" + name + "), which training doesn't read. Available: "
                        + String.join(", ", known) + ".");
            }
        }
    }

    /** How often training goes through the training part. */
    public int epochs() {
        return options.get(EPOCHS).intValue();
    }

    /** Examples in one step of training. */
    public int batchSize() {
        return options.get(BATCH_SIZE).intValue();
    }

    /** Examples in one pass of an evaluation. */
    public int evaluationBatchSize() {
        return options.get(EVALUATION_BATCH_SIZE).intValue();
    }

    /** Epochs between two checkpoints of a trial; 0 for none. */
    public int checkpointEvery() {
        return options.get(CHECKPOINT_EVERY).intValue();
    }

    /** The longest gradient, as a Euclidean norm; 0 for no limit. */
    public double clipNorm() {
        return options.get(CLIP_NORM);
    }

    /** The share of a label that is spread over all classes. */
    public double labelSmoothing() {
        return options.get(LABEL_SMOOTHING);
    }

    /** Whether a trial keeps the weights of its best epoch, rather than those of its last one. */
    public boolean keepsBest() {
        return options.get(KEEP).equals(BEST);
    }

    /** After how many epochs that are no better than the best one training ends early; 0 for never. */
    public int patience() {
        return options.get(PATIENCE).intValue();
    }

    /** Random changes of training images. */
    public Augmentation augmentation() {
        return Augmentation.parse(options.get(AUGMENTATION));
    }

    /** The rule by which weights change. */
    public Optimizer optimizer() {
        double decay = options.get(WEIGHT_DECAY);
        switch (options.get(OPTIMIZER)) {
            case "adam":
                return Adam.adam(decay);
            case "adamw":
                return Adam.adamW(decay);
            default:
                double momentum = options.get(MOMENTUM);
                return new Sgd(momentum, momentum > 0 && options.get(NESTEROV), decay);
        }
    }

    /** The highest learning rate. */
    public double learningRate() {
        double given = options.get(LEARNING_RATE);
        if (given > 0) {
            return given;
        }
        return options.get(OPTIMIZER).equals("sgd") ? 0.05 : 0.002;
    }

    /**
     * The learning rate of every step.
     *
     * @param epochs that the schedule spans
     * @param stepsPerEpoch steps in each
     */
    public Schedule schedule(int epochs, int stepsPerEpoch) {
        double rate = learningRate();
        long total = (long) epochs * stepsPerEpoch;
        long warmUp = Math.min(Math.round(options.get(WARM_UP) * stepsPerEpoch), total - 1);
        switch (options.get(SCHEDULE)) {
            case "cosine":
                return Schedule.cosine(rate, 0, total, warmUp);
            case "step":
                return warm(
                        Schedule.step(rate, options.get(STEP_EPOCHS) * stepsPerEpoch, options.get(STEP_FACTOR)),
                        warmUp);
            default:
                return warm(Schedule.constant(rate), warmUp);
        }
    }

    private static Schedule warm(Schedule schedule, long warmUp) {
        return step -> step < warmUp ? schedule.rate(step) * (step + 1) / warmUp : schedule.rate(step);
    }

    /** All values by name, defaults included. */
    public Map<String, Object> asMap() {
        return options.asMap();
    }

    @Override
    public String toString() {
        return options.toString();
    }
}
