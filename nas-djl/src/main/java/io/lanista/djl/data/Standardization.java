package io.lanista.djl.data;

import io.lanista.api.model.Scalars;
import io.lanista.djl.file.DataException;
import io.lanista.djl.table.Moments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Subtracts a mean and divides by a standard deviation: one pair for each channel of an image, or for each column of a
 * table. It is plain data: stored with a network, it makes the network work on raw input.
 *
 * @param mean what is subtracted, by channel or column
 * @param deviation what is divided by, by channel or column; positive
 */
public record Standardization(List<Double> mean, List<Double> deviation) {
    /** Copies and checks. */
    public Standardization {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        if (mean.size() != deviation.size() || mean.isEmpty()) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "A standardisation needs as many deviations as means, at least one, but has (%d) and (%d).",
                    deviation.size(),
                    mean.size()));
        }
        for (double value : deviation) {
            if (!(value > 0) || Double.isInfinite(value)) {
                throw new DataException("A deviation must be a positive number, but one is (" + value + ").");
            }
        }
    }

    /** One that changes nothing. */
    public static Standardization identity(int groups) {
        List<Double> zeros = new ArrayList<>();
        List<Double> ones = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            zeros.add(0.0);
            ones.add(1.0);
        }
        return new Standardization(zeros, ones);
    }

    /**
     * Mean and (population) standard deviation of features: by channel for images, else by column. What is constant keeps
     * its scale.
     *
     * @param data the training part, and nothing else
     */
    public static Standardization ofFeatures(DataSet data) {
        int size = data.featureSize();
        int span = span(data.shape());
        Moments[] moments = moments(size / span);
        float[] features = new float[size];
        for (int example = 0; example < data.size(); example++) {
            data.copyFeatures(example, features, 0);
            for (int i = 0; i < size; i++) {
                moments[i / span].add(features[i]);
            }
        }
        return of(moments);
    }

    /** The same for the numbers to predict. Regression only. */
    public static Standardization ofTargets(DataSet data) {
        Moments[] moments = moments(data.outputSize());
        for (int example = 0; example < data.size(); example++) {
            for (int part = 0; part < moments.length; part++) {
                moments[part].add(data.target(example, part));
            }
        }
        return of(moments);
    }

    private static Moments[] moments(int groups) {
        return Stream.generate(Moments::new).limit(groups).toArray(Moments[]::new);
    }

    private static Standardization of(Moments... moments) {
        return new Standardization(
                Arrays.stream(moments).map(Moments::mean).toList(),
                Arrays.stream(moments).map(Moments::deviation).toList());
    }

    /**
     * Standardises raw examples in place.
     *
     * @param features any number of examples, row-major
     * @param shape of one example
     * @throws DataException if the shape has another number of channels or columns
     */
    public void apply(float[] features, long... shape) {
        appliedTo(shape).apply(features, 0, features.length);
    }

    /** Standardises a value: {@code (value - mean) / deviation}. */
    public double scaled(int group, double value) {
        return (value - mean.get(group)) / deviation.get(group);
    }

    /** Brings a standardised value back: {@code value * deviation + mean}. */
    public double restore(int group, double value) {
        return value * deviation.get(group) + mean.get(group);
    }

    /** For a file: {@code {mean: […], deviation: […]}}. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("mean", mean);
        map.put("deviation", deviation);
        return map;
    }

    /**
     * Reads what {@link #asMap} gave, after its way through a file.
     *
     * @throws DataException if that isn't a standardisation
     */
    public static Standardization fromMap(Map<String, ?> map) {
        return new Standardization(numbers("mean", map), numbers("deviation", map));
    }

    private static List<Double> numbers(String name, Map<String, ?> map) {
        List<Double> numbers = new ArrayList<>();
        if (map.get(name) instanceof List<?> list) {
            for (Object element : list) {
                if (!(element instanceof Number) || !(Scalars.normalise(element) instanceof Number number)) {
                    throw new DataException("A standardisation has (" + element + ") in (" + name + "), not a number.");
                }
                numbers.add(number.doubleValue());
            }
            return numbers;
        }
        throw new DataException("A standardisation has no list (" + name + "), but " + map.keySet() + ".");
    }

    Applied appliedTo(long[] shape) {
        int span = span(shape);
        int groups = groups(shape);
        if (groups != mean.size()) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "This standardisation is for (%d) channels or columns, but the examples of shape %s have (%d)."
                            + " Maybe it belongs to other data.",
                    mean.size(),
                    DataSet.Shapes.text(shape),
                    groups));
        }
        double[] shift = mean.stream().mapToDouble(Double::doubleValue).toArray();
        double[] factor = deviation.stream().mapToDouble(value -> 1 / value).toArray();
        return (features, at, length) -> {
            for (int start = 0, group = 0; start < length; start += span, group = (group + 1) % shift.length) {
                for (int i = at + start; i < at + start + span; i++) {
                    features[i] = (float) ((features[i] - shift[group]) * factor[group]);
                }
            }
        };
    }

    /** How many pairs examples of a shape need: one for each channel, or for each column. */
    static int groups(long[] shape) {
        long values = 1;
        for (long side : shape) {
            values = Math.multiplyExact(values, side);
        }
        return Math.toIntExact(values) / span(shape);
    }

    /** How many neighbouring values share a mean: a channel's pixels, or one cell of a table. */
    private static int span(long[] shape) {
        return shape.length == 3 ? Math.toIntExact(shape[1] * shape[2]) : 1;
    }

    /** A standardisation in the form that is quick to apply to whole examples. */
    interface Applied {
        void apply(float[] features, int at, int length);
    }
}
