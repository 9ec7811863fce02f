package io.lanista.djl.data;

import io.lanista.djl.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Examples for a network that is trained already, in their order: either rows of a table, or arrays. Their answers may be unknown.
 * Immutable.
 */
public final class NewExamples {
    private final Optional<Table> table;
    private final int size;
    private final long[] shape;
    private final IntFunction<float[]> values;
    private final Optional<IntFunction<String>> classes;
    private final Optional<IntFunction<double[]>> numbers;
    private final List<String> notes;

    private NewExamples(
            Optional<Table> table,
            int size,
            long[] shape,
            IntFunction<float[]> values,
            Optional<IntFunction<String>> classes,
            Optional<IntFunction<double[]>> numbers,
            List<String> notes) {
        this.table = table;
        this.size = size;
        this.shape = shape.clone();
        this.values = values;
        this.classes = classes;
        this.numbers = numbers;
        this.notes = List.copyOf(notes);
    }

    /** Rows of a table, whose columns are found by their names. A column that was predicted in training holds the answers. */
    public static NewExamples of(Table table) {
        return new NewExamples(
                Optional.of(table),
                table.size(),
                new long[0],
                row -> new float[0],
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** Arrays whose answers are known. */
    public static NewExamples of(DataSet set) {
        DataSet raw = set.raw();
        boolean classes = raw.task() == Task.CLASSIFICATION;
        IntFunction<String> names = example -> raw.classNames().get(raw.label(example));
        IntFunction<double[]> numbers = example -> IntStream.range(0, raw.outputSize())
                .mapToDouble(part -> raw.target(example, part))
                .toArray();
        return new NewExamples(
                Optional.empty(),
                raw.size(),
                raw.shape(),
                raw::features,
                classes ? Optional.of(names) : Optional.empty(),
                classes ? Optional.empty() : Optional.of(numbers),
                List.of());
    }

    /**
     * Arrays whose answers aren't known.
     *
     * @param shape of one example
     * @param values gives the values of an example, row-major
     */
    public static NewExamples of(int size, long[] shape, IntFunction<float[]> values) {
        return new NewExamples(Optional.empty(), size, shape, values, Optional.empty(), Optional.empty(), List.of());
    }

    /** The same, with the name of the class of each. */
    public NewExamples withClasses(IntFunction<String> names) {
        return new NewExamples(table, size, shape, values, Optional.of(names), numbers, notes);
    }

    /** The same, with what people should know of it, a sentence each. */
    public NewExamples withNotes(List<String> sentences) {
        return new NewExamples(table, size, shape, values, classes, numbers, sentences);
    }

    /** Images as unsigned bytes; 0 to 255 become 0 to 1. */
    static NewExamples ofBytes(long[] shape, byte[] pixels) {
        int width = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
        Rows rows = Rows.ofBytes(pixels, width);
        return of(pixels.length / width, shape, example -> {
            float[] one = new float[width];
            rows.copy(example, one, 0);
            return one;
        });
    }

    /** The rows; empty if these are arrays. */
    public Optional<Table> table() {
        return table;
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** The shape of an array; empty for rows of a table. */
    public long[] shape() {
        return shape.clone();
    }

    /** The values of an array, row-major in {@link #shape}, not standardised; none for a row of a table. */
    public float[] values(int example) {
        return values.apply(example);
    }

    /** Which class arrays are of, if that is known. */
    public Optional<IntFunction<String>> classes() {
        return classes;
    }

    /** What numbers are to be predicted of arrays, if that is known. */
    public Optional<IntFunction<double[]>> numbers() {
        return numbers;
    }

    /** What people should know, such as which part of a folder this is. */
    public List<String> notes() {
        return notes;
    }
}
