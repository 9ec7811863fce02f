package io.lanista.djl.train;

import io.lanista.djl.backend.NamedArrays;
import io.lanista.djl.file.DataFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * A trained network in a file: the eight bytes {@code LANISTAN}; then big-endian int32 version, 4; int32 length of the
 * description; the description; int32 CRC-32 of the description; at last the weights as {@link NamedArrays} writes them, with
 * a CRC of their own.
 *
 * @param description what the numbers mean
 * @param weights parameters and running statistics
 */
record NetworkFile(Description description, NamedArrays weights) {
    private static final byte[] MAGIC = "LANISTAN".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 4;

    /** It doesn't say how images got their size. */
    private static final int FORMER = 3;

    private static final int LONGEST = 1 << 24;

    /** Writes the file in one go: a reader sees the old one or the new one. */
    void write(Path file) throws IOException {
        Path whole = file.toAbsolutePath();
        Files.createDirectories(whole.getParent());
        Path temporary = whole.resolveSibling(whole.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            try (OutputStream out = Files.newOutputStream(temporary)) {
                write(out);
            }
            Files.move(temporary, whole, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private void write(OutputStream out) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        description.write(new DataOutputStream(bytes));
        DataOutputStream numbers = new DataOutputStream(out);
        numbers.write(MAGIC);
        numbers.writeInt(VERSION);
        numbers.writeInt(bytes.size());
        numbers.write(bytes.toByteArray());
        numbers.writeInt(checksum(bytes.toByteArray()));
        numbers.flush();
        weights.write(out);
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it can't be read, is something else, or was damaged; the message names it
     */
    static NetworkFile read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            DataInputStream numbers = new DataInputStream(in);
            if (!Arrays.equals(numbers.readNBytes(MAGIC.length), MAGIC)) {
                throw new IOException("It doesn't begin as such a file does.");
            }
            int version = numbers.readInt();
            if (version != VERSION && version != FORMER) {
                throw new IOException(String.format(
                        Locale.ROOT,
                        "Its format is (%d), and this program reads (%d). Maybe another version of Lanista wrote it.",
                        version,
                        VERSION));
            }
            Description description = readDescription(numbers);
            return new NetworkFile(description, NamedArrays.read(in));
        } catch (IOException damaged) {
            throw new IOException(
                    String.format(
                            Locale.ROOT, "The trained network (%s) can't be read: %s", file, DataFile.reason(damaged)),
                    damaged);
        }
    }

    private static Description readDescription(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST) {
            throw new IOException("Its description is damaged.");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length || in.readInt() != checksum(bytes)) {
            throw new IOException("Its description is damaged.");
        }
        return Description.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    private static int checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
