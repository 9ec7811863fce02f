package io.lanista.djl.data;

import io.lanista.djl.file.DataException;
import io.lanista.djl.file.DataFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * A file of MNIST's format (http://yann.lecun.com/exdb/mnist): two zero bytes, a type, the number of dimensions, each
 * dimension as a big-endian int32, then the values. Only unsigned bytes, type 8, are read.
 *
 * @param file where it is from
 * @param shape {@code (count)} for labels, {@code (count, height, width)} for images
 * @param values row-major
 */
record IdxFile(Path file, int[] shape, byte[] values) {
    private static final int UNSIGNED_BYTE = 8;

    /**
     * Reads a file that must have a given number of dimensions.
     *
     * @param what is expected in it, for messages
     */
    static IdxFile read(Path file, int dimensions, String what) {
        byte[] bytes = DataFile.bytes(file);
        if (bytes.length < 4 || bytes[0] != 0 || bytes[1] != 0 || bytes[2] != UNSIGNED_BYTE) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "The file (%s) begins with (%s), but an idx file of bytes with (00 00 08 %02x)."
                            + " Maybe it is another file.",
                    file,
                    hex(bytes),
                    dimensions));
        }
        if (bytes[3] != dimensions) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "The file (%s) has (%d) dimensions, but %s have (%d). Maybe images and labels are swapped.",
                    file,
                    bytes[3],
                    what,
                    dimensions));
        }
        int[] shape = new int[dimensions];
        ByteBuffer header = ByteBuffer.wrap(bytes);
        long values = 1;
        int start = 4 + 4 * dimensions;
        for (int i = 0; i < dimensions && bytes.length >= start; i++) {
            shape[i] = header.getInt(4 + 4 * i);
            values = shape[i] < 1 || values > Integer.MAX_VALUE ? 0 : values * shape[i];
        }
        if (values != bytes.length - start) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "The file (%s) has (%d) bytes, but its header announces %s, (%d) bytes."
                            + " Maybe it is incomplete: copy or download it again.",
                    file,
                    bytes.length,
                    Arrays.toString(shape),
                    start + values));
        }
        return new IdxFile(file, shape, Arrays.copyOfRange(bytes, start, bytes.length));
    }

    /** Whether a file begins as one of images does. */
    static boolean beginsLikeOne(Path file) {
        return DataFile.read(file, in -> Arrays.equals(in.readNBytes(4), new byte[] {0, 0, UNSIGNED_BYTE, 3}));
    }

    private static String hex(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(4, bytes.length); i++) {
            text.append(i == 0 ? "" : " ").append(String.format(Locale.ROOT, "%02x", bytes[i]));
        }
        return text.toString();
    }
}
