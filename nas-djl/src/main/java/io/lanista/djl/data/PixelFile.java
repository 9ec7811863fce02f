package io.lanista.djl.data;

import io.lanista.djl.file.DataException;
import io.lanista.djl.file.DataFile;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * A file of decoded images, all of one shape:
 *
 * <pre>
 * magic (8 bytes) · fingerprint of what it was made of (32) · pixels, one image after the other
 * · what is known of them (see {@link LoadedImages}) · its length (4) · CRC-32C of all before (8)
 * </pre>
 *
 * <p>Numbers are big-endian. Pixels are read when they are needed, from wherever the operating system keeps them: its cache, which all
 * processes share and which is nobody's resident memory, unlike pages of a mapped file.
 */
final class PixelFile {
    static final int FINGERPRINT_BYTES = 32;

    private static final byte[] MAGIC = {'L', 'a', 'n', 'P', 'i', 'x', '0', '1'};
    private static final int HEAD = MAGIC.length + FINGERPRINT_BYTES;
    private static final int FOOT = Integer.BYTES + Long.BYTES;
    private static final int BUFFER = 1 << 20;

    private PixelFile() {}

    /** Writes a file, image by image. */
    static final class Writer implements ImageDecoder.PixelSink, AutoCloseable {
        private final FileChannel channel;
        private final CRC32C sum = new CRC32C();
        private final DataOutputStream out;
        private final List<Long> identities = new ArrayList<>();

        Writer(Path file, byte[] fingerprint) throws IOException {
            channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            OutputStream buffered = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
            out = new DataOutputStream(new CheckedOutputStream(buffered, sum));
            out.write(MAGIC);
            out.write(fingerprint);
        }

        @Override
        public void add(byte[] pixels) throws IOException {
            out.write(pixels);
            identities.add(Rows.ofBytes(pixels, pixels.length).identity(0));
        }

        /** Writes what is known of the images, and waits until all is on the disk. */
        void finish(long[] shape, List<int[]> labels, List<String> skipped) throws IOException {
            ByteArrayOutputStream known = new ByteArrayOutputStream();
            DataOutputStream to = new DataOutputStream(known);
            for (long side : shape) {
                to.writeInt((int) side);
            }
            to.writeInt(labels.size());
            for (int[] part : labels) {
                to.writeInt(part.length);
                for (int label : part) {
                    to.writeInt(label);
                }
            }
            for (long identity : identities) {
                to.writeLong(identity);
            }
            to.writeInt(skipped.size());
            for (String reason : skipped) {
                to.writeUTF(reason);
            }
            out.write(known.toByteArray());
            out.writeInt(known.size());
            out.writeLong(sum.getValue());
            out.flush();
            channel.force(true);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** Opens a file; empty if it is damaged, or was made of something else. */
    static Optional<LoadedImages> open(Path path, byte[] fingerprint) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
        Optional<LoadedImages> contents = Optional.empty();
        try {
            contents = read(path, file, fingerprint);
        } finally {
            if (contents.isEmpty()) {
                file.close();
            }
        }
        return contents;
    }

    private static Optional<LoadedImages> read(Path path, RandomAccessFile file, byte[] fingerprint)
            throws IOException {
        long length = file.length();
        if (length < HEAD + FOOT) {
            return Optional.empty();
        }
        byte[] head = new byte[HEAD];
        file.readFully(head);
        if (!Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
                || !Arrays.equals(head, MAGIC.length, HEAD, fingerprint, 0, FINGERPRINT_BYTES)
                || !isWhole(file, length)) {
            return Optional.empty();
        }
        file.seek(length - FOOT);
        byte[] known = new byte[file.readInt()];
        file.seek(length - FOOT - known.length);
        file.readFully(known);
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(known));
        long[] shape = {in.readInt(), in.readInt(), in.readInt()};
        List<int[]> labels = new ArrayList<>();
        int count = 0;
        for (int parts = in.readInt(); parts > 0; parts--) {
            int[] part = new int[in.readInt()];
            for (int i = 0; i < part.length; i++) {
                part[i] = in.readInt();
            }
            labels.add(part);
            count += part.length;
        }
        long[] identities = new long[count];
        for (int i = 0; i < count; i++) {
            identities[i] = in.readLong();
        }
        List<String> skipped = new ArrayList<>();
        for (int reasons = in.readInt(); reasons > 0; reasons--) {
            skipped.add(in.readUTF());
        }
        int width = Math.toIntExact(shape[0] * shape[1] * shape[2]);
        return Optional.of(
                new LoadedImages(shape, new DiskRows(path, file, width, identities), labels, skipped, List.of()));
    }

    private static boolean isWhole(RandomAccessFile file, long length) throws IOException {
        CRC32C sum = new CRC32C();
        byte[] buffer = new byte[BUFFER];
        file.seek(0);
        for (long left = length - Long.BYTES; left > 0; ) {
            int part = (int) Math.min(left, buffer.length);
            file.readFully(buffer, 0, part);
            sum.update(buffer, 0, part);
            left -= part;
        }
        return file.readLong() == sum.getValue();
    }

    /** Rows of unsigned bytes in an open file, which is closed when nobody has them any more. Safe for use by several threads. */
    private record DiskRows(Path path, RandomAccessFile file, int width, long[] identities) implements Rows {
        @Override
        public void copy(int row, float[] to, int at) {
            byte[] bytes = new byte[width];
            try {
                // No channel: that would be closed for all if a thread that reads were interrupted.
                synchronized (file) {
                    file.seek(HEAD + (long) row * width);
                    file.readFully(bytes);
                }
            } catch (IOException e) {
                throw new DataException(
                        "The decoded images in (" + path + ") can't be read: " + DataFile.reason(e)
                                + ". Maybe delete that file: it is made anew.",
                        e);
            }
            Rows.ofBytes(bytes, width).copy(0, to, at);
        }

        @Override
        public long identity(int row) {
            return identities[row];
        }

        @Override
        public boolean areOnDisk() {
            return true;
        }
    }
}
