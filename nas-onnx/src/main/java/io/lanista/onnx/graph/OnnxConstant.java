package io.lanista.onnx.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A tensor that a graph brings along, such as weights. Immutable. */
public final class OnnxConstant {
    private final String name;
    private final ElementType type;
    private final List<Long> shape;
    private final byte[] data;

    private OnnxConstant(String name, ElementType type, long[] shape, byte[] data) {
        long count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        if (count * type.bytes() != data.length) {
            throw new OnnxException(String.format(
                    Locale.ROOT,
                    "The constant (%s) of shape %s needs (%d) numbers, and has (%d).",
                    name,
                    Arrays.toString(shape),
                    count,
                    data.length / type.bytes()));
        }
        this.name = name;
        this.type = type;
        this.shape = Arrays.stream(shape).boxed().toList();
        this.data = data;
    }

    /**
     * Floating-point numbers.
     *
     * @param shape its sizes; none for a single number
     * @param values row-major
     */
    public static OnnxConstant floats(String name, long[] shape, float... values) {
        ByteBuffer bytes = buffer(values.length, ElementType.FLOAT);
        bytes.asFloatBuffer().put(values);
        return new OnnxConstant(name, ElementType.FLOAT, shape, bytes.array());
    }

    /** A list of whole numbers, as operators take for sizes and axes. */
    public static OnnxConstant integers(String name, long... values) {
        ByteBuffer bytes = buffer(values.length, ElementType.INT64);
        bytes.asLongBuffer().put(values);
        return new OnnxConstant(name, ElementType.INT64, new long[] {values.length}, bytes.array());
    }

    /** A single whole number. */
    public static OnnxConstant integer(String name, long value) {
        ByteBuffer bytes = buffer(1, ElementType.INT64).putLong(value);
        return new OnnxConstant(name, ElementType.INT64, new long[0], bytes.array());
    }

    /** Whole numbers of 32 bits. */
    public static OnnxConstant int32(String name, long[] shape, int... values) {
        ByteBuffer bytes = buffer(values.length, ElementType.INT32);
        bytes.asIntBuffer().put(values);
        return new OnnxConstant(name, ElementType.INT32, shape, bytes.array());
    }

    /** Whole numbers of 8 bits. */
    public static OnnxConstant bytes(String name, ElementType type, long[] shape, byte... values) {
        return new OnnxConstant(name, type, shape, values.clone());
    }

    private static ByteBuffer buffer(int count, ElementType type) {
        return ByteBuffer.allocate(Math.multiplyExact(count, type.bytes())).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Unique in the graph. */
    public String name() {
        return name;
    }

    /** Of its numbers. */
    public ElementType type() {
        return type;
    }

    /** Its sizes; none for a single number. */
    public List<Long> shape() {
        return shape;
    }

    /** Its numbers, row-major. Floating-point only. */
    public float[] values() {
        float[] values = new float[data.length / Float.BYTES];
        ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    /** Its numbers row-major, little-endian. */
    byte[] data() {
        return data;
    }
}
