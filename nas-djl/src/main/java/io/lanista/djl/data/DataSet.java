package io.lanista.djl.data;

import io.lanista.djl.file.DataException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Examples with their targets: class labels, or real numbers. Immutable and safe to share between threads; parts and
 * standardised forms are views of the same arrays.
 */
public final class DataSet {
    private final Rows given;
    private final Rows rows;
    private final int[] order;
    private final long[] shape;
    private final Targets targets;

    private DataSet(Rows given, Rows rows, int[] order, long[] shape, Targets targets) {
        this.given = given;
        this.rows = rows;
        this.order = order;
        this.shape = shape;
        this.targets = targets;
    }

    /** Examples of rows and what is to be predicted of them, as many of each. */
    static DataSet of(Rows rows, int count, long[] shape, Targets targets) {
        return new DataSet(rows, rows, range(count), shape.clone(), targets);
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
        return of(rows, labels.length, shape, Targets.classes(classNames, labels));
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
    public static DataSet regression(long[] shape, float[] features, double[] targets, int targetSize) {
        Targets wanted = Targets.numbers(targets, targetSize);
        Rows rows = Rows.of(features, width(shape));
        int count = targets.length / targetSize;
        checkCount(features.length, rows.width(), count);
        return of(rows, count, shape, wanted).checked(features);
    }

    /** The examples of several data sets that have one shape and the same classes, one after the other, as they were given. */
    static DataSet joined(List<DataSet> parts) {
        List<DataSet> raw = parts.stream().map(DataSet::raw).toList();
        int size = raw.stream().mapToInt(DataSet::size).sum();
        return of(new JoinedRows(raw), size, raw.get(0).shape, Targets.joined(raw));
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
    public double target(int example, int part) {
        return targets.number(order[example], part);
    }

    /** How much an example counts in training, in whatever unit; 1 for all unless something else is known. */
    public double weight(int example) {
        return targets.weight(order[example]);
    }

    /** Whether some examples count more than others in training. */
    public boolean isWeighted() {
        return targets.isWeighted();
    }

    /** Copies an example's features, standardised if this data set is, into {@code to} from {@code at} on. */
    public void copyFeatures(int example, float[] to, int at) {
        rows.copy(order[example], to, at);
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

    /** A number that is equal for examples with equal features. */
    long identity(int example) {
        return given.identity(order[example]);
    }

    /** How much memory its features take, one after the other; 0 if they are read from a disk. */
    public long heldBytes() {
        return isOnDisk() ? 0 : (long) size() * given.width() * given.bytes();
    }

    /** How much memory a value takes. */
    int bytes() {
        return given.bytes();
    }

    /** Whether features are read from a disk each time. */
    boolean isOnDisk() {
        return given.areOnDisk();
    }

    /** The given examples, in the given order, as a view. */
    public DataSet select(int... examples) {
        int[] selected = Arrays.stream(examples).map(example -> order[example]).toArray();
        return new DataSet(given, rows, selected, shape, targets);
    }

    /**
     * A view whose features are standardised.
     *
     * @throws DataException if that standardisation is for another shape
     */
    public DataSet standardized(Standardization by) {
        return new DataSet(given, given.standardized(by, shape), order, shape, targets);
    }

    /** A view of the features as they were given. */
    public DataSet raw() {
        return new DataSet(given, given, order, shape, targets);
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
                        Locale.ROOT,
                        "Feature (%d) of example (%d) is (%s). Maybe leave out examples with missing values.",
                        i % featureSize(),
                        i / featureSize(),
                        features[i]));
            }
        }
        return this;
    }

    private static int width(long[] shape) {
        long width = shape.length == 0 ? 0 : Arrays.stream(shape).reduce(1, Math::multiplyExact);
        if (width < 1 || Arrays.stream(shape).anyMatch(side -> side < 1) || width > Integer.MAX_VALUE) {
            throw new DataException(String.format(
                    Locale.ROOT,
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
                    Locale.ROOT,
                    "(%d) examples of (%d) values each need (%d) values, but there are (%d).",
                    examples,
                    width,
                    (long) width * examples,
                    values));
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
