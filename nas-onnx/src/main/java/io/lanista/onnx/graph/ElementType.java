package io.lanista.onnx.graph;

/** The types of numbers in tensors, as {@code TensorProto.DataType} of {@code onnx.proto} counts them. */
public enum ElementType {
    /** 32-bit floating-point. */
    FLOAT(1, Float.BYTES),
    /** 8 bits without a sign. */
    UINT8(2, Byte.BYTES),
    /** 8 bits with a sign. */
    INT8(3, Byte.BYTES),
    /** 32 bits with a sign. */
    INT32(6, Integer.BYTES),
    /** 64 bits with a sign. */
    INT64(7, Long.BYTES);

    private final int code;
    private final int bytes;

    ElementType(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    /** Its number in files. */
    public int code() {
        return code;
    }

    /** How many bytes a number takes. */
    public int bytes() {
        return bytes;
    }
}
