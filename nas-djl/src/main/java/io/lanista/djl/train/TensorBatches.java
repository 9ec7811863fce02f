package io.lanista.djl.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.api.failure.Blame;
import io.lanista.api.failure.LanistaException;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.data.Augmentation;
import io.lanista.djl.data.Batches;
import io.lanista.djl.data.DataSet;
import io.lanista.djl.data.Standardization;
import io.lanista.djl.data.Task;
import io.lanista.djl.metric.Interval;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes over examples in batches of tensors, and sums up what comes of them: losses and the problem's metrics. One thread.
 *
 * <pre>{@code
 * TensorBatches batches = TensorBatches.inOrder(setup, setup.data().validation(), 250, manager);
 * batches.startEpoch();
 * while (batches.next()) {
 *     try (Step step = Step.evaluating()) {
 *         Batch batch = batches.batch();
 *         batch.measure(network.predict(batch.inputs()));
 *     }
 * }
 * Map<String, Double> metrics = batches.metrics();
 * }</pre>
 */
public final class TensorBatches {
    /** The name of the mean of the losses among {@link #metrics}. */
    public static final String LOSS = "loss";

    private static final Logger LOG = LoggerFactory.getLogger(TensorBatches.class);

    private final Problem problem;
    private final Standardization targetScale;
    private final TrainingOptions options;
    private final DataSet data;
    private final Batches batches;
    private final NDManager manager;
    private boolean measuresLosses;
    private Supplier<String> place = () -> "";
    private double lossSum;
    private int losses;
    private Measurement measurement;
    private long measured;
    private long notFinite;

    TensorBatches(
            Problem problem,
            Standardization targetScale,
            TrainingOptions options,
            DataSet data,
            Batches batches,
            NDManager manager) {
        this.problem = problem;
        this.targetScale = targetScale;
        this.options = options;
        this.data = data;
        this.batches = batches;
        this.manager = manager;
        this.measurement = problem.measurement();
    }

    /**
     * For training; see {@link Batches#shuffled}.
     *
     * @param setup whose problem the examples pose
     * @param manager of the tensors
     */
    public static TensorBatches shuffled(
            TrainingSetup setup,
            DataSet data,
            int batchSize,
            Augmentation augmentation,
            NDManager manager,
            RandomGenerator random) {
        return of(setup, data, Batches.shuffled(data, batchSize, augmentation, random), manager);
    }

    /**
     * For evaluation; see {@link Batches#inOrder}.
     *
     * @param setup whose problem the examples pose
     * @param manager of the tensors
     */
    public static TensorBatches inOrder(TrainingSetup setup, DataSet data, int batchSize, NDManager manager) {
        return of(setup, data, Batches.inOrder(data, batchSize), manager);
    }

    private static TensorBatches of(TrainingSetup setup, DataSet data, Batches batches, NDManager manager) {
        return new TensorBatches(setup.problem(), setup.data().targetScale(), setup.options(), data, batches, manager);
    }

    /** Lets the outputs of which losses are taken be measured, too. Returns this object. */
    public TensorBatches measuringLosses() {
        measuresLosses = true;
        return this;
    }

    /** Says where training is, such as {@code in epoch (3)}, for the message of a loss that isn't finite. Returns this object. */
    public TensorBatches at(Supplier<String> where) {
        place = where;
        return this;
    }

    /** How many batches an epoch has. */
    public int perEpoch() {
        return batches.perEpoch();
    }

    /** Begins an epoch. What was summed up so far stays. */
    public void startEpoch() {
        batches.startEpoch();
    }

    /** Goes on to the next batch; false if the epoch is over, or none was begun. */
    public boolean next() {
        return batches.next();
    }

    /** How many examples the current batch has. */
    public int size() {
        return batches.size();
    }

    /** The current batch, in new tensors. */
    public Batch batch() {
        int size = batches.size();
        float[] features = batches.features();
        int values = size * data.featureSize();
        NDArray inputs = Tensors.of(
                manager,
                features.length == values ? features : Arrays.copyOf(features, values),
                batchShape(size, data.shape()));
        boolean hasClasses = data.task() == Task.CLASSIFICATION;
        Optional<NDArray> weights = data.isWeighted()
                ? Optional.of(Tensors.of(manager, Arrays.copyOf(batches.weights(), size), size))
                : Optional.empty();
        NDArray wanted = hasClasses ? labels(size) : targets(size);
        Batch batch = new Batch(this, inputs, wanted, weights, hasClasses, size, true);
        return batches.share() < 1
                ? batch.mixedWith(hasClasses ? labelsOfPartners(size) : targetsOfPartners(size), batches.share())
                : batch;
    }

    private NDArray labelsOfPartners(int size) {
        long[] labels = IntStream.range(0, size)
                .mapToLong(place -> batches.labels()[batches.partner(place)])
                .toArray();
        return Tensors.of(manager, labels, size);
    }

    private NDArray targetsOfPartners(int size) {
        int numbers = data.outputSize();
        float[] scaled = new float[size * numbers];
        for (int i = 0; i < scaled.length; i++) {
            double target = batches.targets()[batches.partner(i / numbers) * numbers + i % numbers];
            scaled[i] = (float) targetScale.scaled(i % numbers, target);
        }
        return Tensors.of(manager, scaled, size, numbers);
    }

    static long[] batchShape(long size, long... example) {
        return LongStream.concat(LongStream.of(size), LongStream.of(example)).toArray();
    }

    private NDArray labels(int size) {
        return Tensors.of(
                manager, Arrays.stream(batches.labels(), 0, size).asLongStream().toArray(), size);
    }

    private NDArray targets(int size) {
        return Tensors.of(manager, scaledTargets(size), size, data.outputSize());
    }

    private float[] scaledTargets(int size) {
        int numbers = data.outputSize();
        float[] scaled = new float[size * numbers];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) targetScale.scaled(i % numbers, batches.targets()[i]);
        }
        return scaled;
    }

    /**
     * What was summed up: {@value #LOSS}, the mean over batches of the losses that were taken; and the problem's metrics of the
     * outputs that were measured, all of them not a number if an output wasn't finite. The mean loss goes before a metric of that
     * name. Empty if there was nothing.
     */
    public Map<String, Double> metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        if (notFinite > 0) {
            LOG.warn(
                    "The network's outputs for ({}) of ({}) examples are not finite numbers, so its metrics are NaN. Maybe a lower"
                            + " learning_rate or a clip_norm helps.",
                    notFinite,
                    measured);
            problem.metrics().forEach(metric -> metrics.put(metric.metric(), Double.NaN));
        } else if (measured > 0) {
            metrics.putAll(measurement.metrics());
        }
        if (losses > 0) {
            metrics.put(LOSS, lossSum / losses);
        }
        return metrics;
    }

    /** Where the metrics of the outputs that were measured would lie for other examples, see {@link Measurement#intervals}. */
    Map<String, Interval> intervals() {
        return notFinite > 0 || measured == 0 ? Map.of() : measurement.intervals();
    }

    /** Whether all outputs that were measured are finite numbers. */
    boolean isFinite() {
        return notFinite == 0;
    }

    Problem problem() {
        return problem;
    }

    TrainingOptions options() {
        return options;
    }

    /** The current batch's features, row-major, and more behind them. */
    float[] features() {
        return batches.features();
    }

    /** Whether all examples count the same, and none is mixed with another. */
    boolean isPlain() {
        return !data.isWeighted() && batches.share() == 1;
    }

    /** What the current batches of several networks want, which have one size: labels or targets, those of one behind the other's. */
    static NDArray wanted(List<TensorBatches> each) {
        TensorBatches first = each.get(0);
        int size = first.batches.size();
        if (first.data.task() == Task.CLASSIFICATION) {
            long[] labels = new long[each.size() * size];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = each.get(i / size).batches.labels()[i % size];
            }
            return Tensors.of(first.manager, labels, labels.length);
        }
        int numbers = first.data.outputSize();
        float[] targets = new float[each.size() * size * numbers];
        for (int member = 0; member < each.size(); member++) {
            float[] own = each.get(member).scaledTargets(size);
            System.arraycopy(own, 0, targets, member * own.length, own.length);
        }
        return Tensors.of(first.manager, targets, (long) each.size() * size, numbers);
    }

    void count(NDArray loss, NDArray outputs) {
        count(Tensors.value(loss));
        if (measuresLosses) {
            measure(outputs);
        }
    }

    void count(float value) {
        if (!Float.isFinite(value)) {
            String where = place.get();
            throw new LanistaException(
                    Blame.USER,
                    "The loss became (" + value + ")" + (where.isEmpty() ? "" : " ") + where
                            + ". Maybe a lower learning_rate or a clip_norm helps.");
        }
        lossSum += value;
        losses++;
    }

    void measure(NDArray outputs) {
        // An ensemble that trains gives each member's outputs.
        NDArray answers = outputs.getShape().dimension() > 2 ? Tensors.mean(outputs, 1) : outputs;
        measure(answers.toFloatArray());
    }

    /** Measures the outputs for the current batch, row-major. */
    void measure(float... values) {
        int wrong = notFinite(values, batches.size());
        measured += batches.size();
        notFinite += wrong;
        if (wrong == 0) {
            measurement.add(values, batches);
        }
    }

    private static int notFinite(float[] values, int rows) {
        int width = values.length / rows;
        int count = 0;
        for (int row = 0; row < rows; row++) {
            boolean isFinite = true;
            for (int i = row * width; i < (row + 1) * width; i++) {
                isFinite &= Float.isFinite(values[i]);
            }
            count += isFinite ? 0 : 1;
        }
        return count;
    }
}
