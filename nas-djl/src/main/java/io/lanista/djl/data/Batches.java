package io.lanista.djl.data;

import io.lanista.djl.file.DataException;
import java.util.Locale;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Walks over a data set in batches, epoch by epoch. It belongs to one trial and one thread; the data set is shared.
 *
 * <pre>{@code
 * Batches batches = Batches.shuffled(split.train(), 32, Augmentation.none(), random);
 * batches.startEpoch();
 * while (batches.next()) {
 *     train(batches.features(), batches.labels(), batches.size());
 * }
 * }</pre>
 *
 * <p>The arrays that it gives are reused: the next call of {@link #next} overwrites them. Features that lie on a disk are read ahead by
 * other threads.
 */
public final class Batches {
    private final DataSet data;
    private final int batchSize;
    private final Augmentation augmentation;
    private final @Nullable RandomGenerator random;
    private final int perEpoch;
    private final int[] order;
    private final @Nullable ReadAhead ahead;
    private final float[] plain;
    private final int[] labels;
    private final double[] targets;
    private final float[] weights;
    private final double unit;
    private final boolean asRead;
    private float[] features;
    private int started;
    private int size;
    private double share = 1;

    private Batches(DataSet data, int batchSize, Augmentation augmentation, @Nullable RandomGenerator random) {
        if (batchSize < 1) {
            throw new DataException("A batch can't have (" + batchSize + ") examples. Maybe 32.");
        }
        if (!augmentation.isNone() && !data.isImages()) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "Augmentation is for images of shape (channels, height, width), but examples have shape (%s)."
                            + " Maybe leave it out, or give the source a shape.",
                    DataSet.Shapes.text(data.shape())));
        }
        this.data = data;
        this.batchSize = Math.min(batchSize, data.size());
        this.augmentation = augmentation;
        this.random = random;
        int whole = data.size() / this.batchSize;
        perEpoch = random != null || data.size() % this.batchSize == 0 ? whole : whole + 1;
        order = IntStream.range(0, data.size()).toArray();
        features = new float[Math.multiplyExact(this.batchSize, data.featureSize())];
        ahead = data.isOnDisk() ? new ReadAhead(data, this.batchSize) : null;
        asRead = random == null || augmentation.leavesSingle();
        plain = asRead ? new float[0] : new float[data.featureSize()];
        labels = new int[data.task() == Task.CLASSIFICATION ? this.batchSize : 0];
        targets = new double[data.task() == Task.REGRESSION ? this.batchSize * data.outputSize() : 0];
        weights = new float[data.isWeighted() ? this.batchSize : 0];
        unit = IntStream.range(0, weights.length == 0 ? 0 : data.size())
                        .mapToDouble(data::weight)
                        .sum()
                / data.size();
        started = perEpoch;
    }

    /**
     * For training: another order in each epoch, and batches of one size only. The few examples that are left over sit an
     * epoch out (others each time), so that no batch is too small for batch normalisation.
     *
     * @param batchSize how many examples a batch has; all of them if there are fewer
     * @param random the trial's own generator; it decides order and augmentation
     * @throws DataException if augmentation is asked for, but the data are no images
     */
    public static Batches shuffled(DataSet data, int batchSize, Augmentation augmentation, RandomGenerator random) {
        return new Batches(data, batchSize, augmentation, random);
    }

    /** For evaluation: every example once, in order; the last batch may be smaller. */
    public static Batches inOrder(DataSet data, int batchSize) {
        return new Batches(data, batchSize, Augmentation.none(), null);
    }

    /** How many batches an epoch has. */
    public int perEpoch() {
        return perEpoch;
    }

    /** Begins an epoch, wherever the last one was left. */
    public void startEpoch() {
        started = 0;
        size = 0;
        if (random != null) {
            for (int last = order.length - 1; last > 0; last--) {
                int other = random.nextInt(last + 1);
                int example = order[last];
                order[last] = order[other];
                order[other] = example;
            }
        }
        if (ahead != null) {
            ahead.startEpoch(order, perEpoch);
        }
    }

    /** Fills the arrays with the next batch; false if the epoch is over, or none was begun. */
    public boolean next() {
        if (started == perEpoch) {
            return false;
        }
        int first = started++ * batchSize;
        size = Math.min(batchSize, order.length - first);
        float @Nullable [] read = ahead == null ? null : ahead.take();
        if (read != null && asRead) {
            features = read;
        }
        for (int place = 0; place < size; place++) {
            fill(place, order[first + place], read);
        }
        if (random != null) {
            share = augmentation.share(random);
            mix();
        }
        return true;
    }

    /** Mixes each example with its {@link #partner}, which is a random one, since the order is. */
    private void mix() {
        int width = data.featureSize();
        for (int place = 0; share < 1 && place < size / 2; place++) {
            int other = partner(place);
            for (int i = 0; i < width; i++) {
                float one = features[place * width + i];
                float two = features[other * width + i];
                features[place * width + i] = (float) (share * one + (1 - share) * two);
                features[other * width + i] = (float) (share * two + (1 - share) * one);
            }
        }
    }

    /** How much of each of the current batch's examples is its own; the rest is its {@link #partner}'s. 1 if they aren't mixed. */
    public double share() {
        return share;
    }

    /** The place of the example that the one at a place is mixed with, the other way round, too. */
    public int partner(int place) {
        return size - 1 - place;
    }

    /** How many examples the current batch has. */
    public int size() {
        return size;
    }

    /** The current batch's features, row-major; only the first {@code size() * featureSize} values count. */
    public float[] features() {
        return features;
    }

    /** The current batch's class numbers, the first {@link #size()} of them; empty for regression. */
    public int[] labels() {
        return labels;
    }

    /** The current batch's numbers to predict, unscaled, row-major; empty for classification. */
    public double[] targets() {
        return targets;
    }

    /**
     * How much each of the current batch's examples counts, the first {@link #size()} of them: 1 on the average of all examples. Empty if
     * all count the same.
     */
    public float[] weights() {
        return weights;
    }

    private void fill(int place, int example, float @Nullable [] read) {
        int width = data.featureSize();
        int at = place * width;
        if (!asRead) {
            if (read == null) {
                data.copyFeatures(example, plain, 0);
            } else {
                System.arraycopy(read, at, plain, 0, width);
            }
            augmentation.apply(plain, features, at, data.shape(), Objects.requireNonNull(random));
        } else if (read == null) {
            data.copyFeatures(example, features, at);
        }
        if (labels.length > 0) {
            labels[place] = data.label(example);
        }
        if (weights.length > 0) {
            weights[place] = (float) (data.weight(example) / unit);
        }
        for (int part = 0; targets.length > 0 && part < data.outputSize(); part++) {
            targets[place * data.outputSize() + part] = data.target(example, part);
        }
    }
}
