package io.lanista.djl.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Examples with their targets: class labels, or real numbers. Immutable and safe to share between threads; parts and
 * standardised forms are views of the same arrays.
 */
public final class DataSet {
    private final Rows rows;
    private final int[] order;
    private final long[] shape;
    private final Targets targets;
    private final Standardization.Applied standardization;

    private DataSet(Rows rows, int[] order, long[] shape, Targets targets, Standardization.Applied standardization) {
        this.rows = rows;
        this.order = order;
        this.shape = shape;
        this.targets = targets;
        this.standardization = standardization;
    }

    /**
     * Examples with a class each. The arrays are not copied: give them away and don't change them.
     *
     * @param shape of one example: {@code (channels, height, width)}, or {@code (columns)}
     * @param classNames the classes, in the order of their numbers
     * @param features row-major, one example after the other
     * @param labels a class number for each example
     * @throws DataException if sizes don't fit, a label has no class, or a feature is not finite
     */
    public static DataSet classification(long[] shape, List<String> classNames, float[] features, int[] labels) {
        return classification(Rows.of(features, width(shape)), features.length, shape, classNames, labels)
                .checked(features);
    }

    /** Images as unsigned bytes; 0 to 255 become 0 to 1. */
    static DataSet ofBytes(long[] shape, List<String> classNames, byte[] features, int[] labels) {
        return classification(Rows.ofBytes(features, width(shape)), features.length, shape, classNames, labels);
    }

    private static DataSet classification(Rows rows, int values, long[] shape, List<String> classNames, int[] labels) {
        checkCount(values, rows.width(), labels.length);
        return new DataSet(
                rows,
                range(labels.length),
                shape.clone(),
                Targets.classes(classNames, labels),
                Standardization.Applied.NONE);
    }

    /**
     * Examples with real numbers to predict. The arrays are not copied: give them away and don't change them.
     *
     * @param shape of one example: {@code (channels, height, width)}, or {@code (columns)}
     * @param features row-major, one example after the other
     * @param targets row-major, {@code targetSize} numbers for each example
     * @param targetSize how many numbers are to be predicted for an example
     * @throws DataException if sizes don't fit, or a number is not finite
     */
    public static DataSet regression(long[] shape, float[] features, float[] targets, int targetSize) {
        Targets wanted = Targets.numbers(targets, targetSize);
        Rows rows = Rows.of(features, width(shape));
        int count = targets.length / targetSize;
        checkCount(features.length, rows.width(), count);
        return new DataSet(rows, range(count), shape.clone(), wanted, Standardization.Applied.NONE).checked(features);
    }

    /** How many examples there are. */
    public int size() {
        return order.length;
    }

    /** The shape of one example, without the batch dimension. */
    public long[] shape() {
        return shape.clone();
    }

    /** Whether examples are images: {@code (channels, height, width)}. */
    public boolean isImages() {
        return shape.length == 3;
    }

    /** How many values an example has. */
    public int featureSize() {
        return rows.width();
    }

    /** What is to be predicted. */
    public Task task() {
        return targets.task();
    }

    /** The classes in the order of their numbers; empty for regression. */
    public List<String> classNames() {
        return targets.classNames();
    }

    /** How many outputs a network needs: the number of classes, or of numbers to predict. */
    public int outputSize() {
        return targets.outputSize();
    }

    /** The class number of an example. Classification only. */
    public int label(int example) {
        return targets.label(order[example]);
    }

    /** The {@code part}-th number to predict for an example, unscaled. Regression only. */
    public float target(int example, int part) {
        return targets.number(order[example], part);
    }

    /** Copies an example's features, standardised if this data set is, into {@code to} from {@code at} on. */
    public void copyFeatures(int example, float[] to, int at) {
        rows.copy(order[example], to, at);
        standardization.apply(to, at, rows.width());
    }

    /** An example's features, standardised if this data set is. */
    public float[] features(int example) {
        float[] features = new float[featureSize()];
        copyFeatures(example, features, 0);
        return features;
    }

    /** How many examples each class has. Classification only. */
    public int[] classCounts() {
        int[] counts = new int[classNames().size()];
        for (int example = 0; example < size(); example++) {
            counts[label(example)]++;
        }
        return counts;
    }

    /** The given examples, in the given order, as a view. */
    public DataSet select(int... examples) {
        int[] selected = Arrays.stream(examples).map(example -> order[example]).toArray();
        return new DataSet(rows, selected, shape, targets, standardization);
    }

    /**
     * A view whose features are standardised.
     *
     * @throws DataException if that standardisation is for another shape
     */
    public DataSet standardized(Standardization by) {
        return new DataSet(rows, order, shape, targets, by.appliedTo(shape));
    }

    /** A view of the features as they were given. */
    public DataSet raw() {
        return new DataSet(rows, order, shape, targets, Standardization.Applied.NONE);
    }

    /** For a summary: {@code 1797 examples of 1x8x8, 10 classes}. */
    @Override
    public String toString() {
        return size() + " examples of " + Shapes.text(shape) + ", "
                + (task() == Task.CLASSIFICATION
                        ? classNames().size() + " classes"
                        : outputSize() + (outputSize() == 1 ? " number" : " numbers") + " to predict");
    }

    private DataSet checked(float[] features) {
        for (int i = 0; i < features.length; i++) {
            if (!Float.isFinite(features[i])) {
                throw new DataException(String.format(
                        "Feature (%d) of example (%d) is (%s). Maybe leave out examples with missing values.",
                        i % featureSize(), i / featureSize(), features[i]));
            }
        }
        return this;
    }

    private static int width(long[] shape) {
        long width = shape.length == 0 ? 0 : Arrays.stream(shape).reduce(1, Math::multiplyExact);
        if (width < 1 || Arrays.stream(shape).anyMatch(side -> side < 1) || width > Integer.MAX_VALUE) {
            throw new DataException(String.format(
                    "An example can't have the shape %s. Maybe give (channels, height, width) or (columns).",
                    Arrays.toString(shape)));
        }
        return (int) width;
    }

    private static void checkCount(int values, int width, int examples) {
        if (examples == 0) {
            throw new DataException("There are no examples. Maybe the data are elsewhere.");
        }
        if (values != (long) width * examples) {
            throw new DataException(String.format(
                    "(%d) examples of (%d) values each need (%d) values, but there are (%d).",
                    examples, width, (long) width * examples, values));
        }
    }

    private static int[] range(int end) {
        return IntStream.range(0, end).toArray();
    }

    /** What shapes look like in messages. */
    static final class Shapes {
        private Shapes() {}

        static String text(long[] shape) {
            return Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining("x"));
        }
    }
}
