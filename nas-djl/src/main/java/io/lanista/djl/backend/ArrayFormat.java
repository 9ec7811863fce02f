package io.lanista.djl.backend;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/** Reads and writes the bytes that {@link NamedArrays} describes. */
final class ArrayFormat {
    private static final byte[] MAGIC = "LANISTAW".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int CHUNK = 1 << 13;
    private static final int MAX_NAME = 1 << 16;
    private static final int MAX_RANK = 64;

    private ArrayFormat() {}

    static void write(Map<String, NamedArrays.Entry> entries, OutputStream target) throws IOException {
        BufferedOutputStream buffered = new BufferedOutputStream(target, 1 << 16);
        CheckedOutputStream out = new CheckedOutputStream(buffered, new CRC32());
        out.write(MAGIC);
        putInt(out, VERSION);
        putInt(out, entries.size());
        for (Map.Entry<String, NamedArrays.Entry> entry : entries.entrySet()) {
            byte[] name = entry.getKey().getBytes(StandardCharsets.UTF_8);
            putInt(out, name.length);
            out.write(name);
            NamedArrays.Entry array = entry.getValue();
            putInt(out, array.shape.length);
            ByteBuffer dimensions = buffer(array.shape.length * Long.BYTES);
            dimensions.asLongBuffer().put(array.shape);
            out.write(dimensions.array());
            putFloats(out, array.values);
        }
        putInt(out, (int) out.getChecksum().getValue());
        buffered.flush();
    }

    static Map<String, NamedArrays.Entry> read(InputStream source, String where) throws IOException {
        CheckedInputStream in = new CheckedInputStream(new BufferedInputStream(source, 1 << 16), new CRC32());
        try {
            if (!Arrays.equals(exactly(in, MAGIC.length), MAGIC)) {
                throw new IOException(String.format(Locale.ROOT, "Not a weight file: (%s).", where));
            }
            int version = getInt(in);
            if (version != VERSION) {
                throw new IOException(String.format(
                        Locale.ROOT,
                        "Weight file (%s) has format version (%d); this program reads version (%d). Maybe a newer"
                                + " program wrote it.",
                        where,
                        version,
                        VERSION));
            }
            int count = getInt(in);
            Map<String, NamedArrays.Entry> entries = new LinkedHashMap<>();
            for (int i = 0; i < count; i++) {
                String name = new String(exactly(in, bounded(in, MAX_NAME, where)), StandardCharsets.UTF_8);
                entries.put(name, array(in, where));
            }
            int sum = (int) in.getChecksum().getValue();
            if (getInt(in) != sum) {
                throw damaged(where);
            }
            return entries;
        } catch (EOFException early) {
            throw new IOException(
                    String.format(Locale.ROOT, "Weight file (%s) ends too early. Maybe copy it again.", where), early);
        }
    }

    private static NamedArrays.Entry array(InputStream in, String where) throws IOException {
        long[] shape = new long[bounded(in, MAX_RANK, where)];
        ByteBuffer.wrap(exactly(in, shape.length * Long.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer()
                .get(shape);
        long count = 1;
        for (long dimension : shape) {
            if (dimension < 0 || dimension > Integer.MAX_VALUE || count * dimension > Integer.MAX_VALUE) {
                throw damaged(where);
            }
            count *= dimension;
        }
        return new NamedArrays.Entry(shape, getFloats(in, (int) count));
    }

    private static IOException damaged(String where) {
        return new IOException(String.format(
                Locale.ROOT, "Weight file (%s) is damaged: its checksum doesn't fit. Maybe copy it again.", where));
    }

    private static int bounded(InputStream in, int limit, String where) throws IOException {
        int value = getInt(in);
        if (value < 0 || value > limit) {
            throw damaged(where);
        }
        return value;
    }

    private static void putInt(OutputStream out, int value) throws IOException {
        out.write(buffer(Integer.BYTES).putInt(value).array());
    }

    private static void putFloats(OutputStream out, float[] values) throws IOException {
        ByteBuffer chunk = buffer(CHUNK * Float.BYTES);
        for (int from = 0; from < values.length; from += CHUNK) {
            int length = Math.min(CHUNK, values.length - from);
            chunk.asFloatBuffer().put(values, from, length);
            out.write(chunk.array(), 0, length * Float.BYTES);
        }
    }

    /** Reads piece by piece, so that a damaged length can't ask for more memory than the file has bytes. */
    private static float[] getFloats(InputStream in, int count) throws IOException {
        float[] values = new float[Math.min(count, CHUNK)];
        for (int from = 0; from < count; from += CHUNK) {
            int length = Math.min(CHUNK, count - from);
            byte[] bytes = exactly(in, length * Float.BYTES);
            if (from + length > values.length) {
                values = Arrays.copyOf(values, (int) Math.min(count, 2L * values.length));
            }
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(values, from, length);
        }
        return values;
    }

    private static int getInt(InputStream in) throws IOException {
        return ByteBuffer.wrap(exactly(in, Integer.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
