package io.lanista.tracker.tensorboard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.zip.CRC32C;

/**
 * A file of TensorBoard's events: records of TensorFlow's kind, each a little-endian int64 length, the masked CRC-32C of that, an
 * event, and the masked CRC-32C of the event. What is put is kept in memory until it is written. For use by one thread.
 *
 * <p>Field numbers are those of {@code event.proto} and {@code summary.proto} of TensorFlow.
 */
final class EventFile {
    private static final int MASK = 0xa282ead8;

    private final Path file;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();

    /** A new file in this folder; TensorBoard knows it by its name. */
    EventFile(Path folder, Instant begun) {
        this.file = folder.resolve("events.out.tfevents." + begun.getEpochSecond() + ".lanista");
        put(new Message().put(1, seconds(begun)).put(3, "brain.Event:2"));
    }

    /** A number at a step. */
    void scalar(String tag, long step, double value, Instant at) {
        Message summary = new Message().put(1, tag).putFloat(2, (float) value);
        put(new Message().put(1, seconds(at)).put(2, step).put(5, new Message().put(1, summary)));
    }

    /** What a plug-in of TensorBoard reads, under this tag. */
    void plugin(String tag, String plugin, Message content, Instant at) {
        Message data = new Message().put(1, plugin).put(2, content);
        Message summary = new Message().put(1, tag).put(9, new Message().put(1, data));
        put(new Message().put(1, seconds(at)).put(5, new Message().put(1, summary)));
    }

    /** Appends what was put since the last time. */
    void write() throws IOException {
        if (waiting.size() > 0) {
            Files.createDirectories(file.getParent());
            Files.write(file, waiting.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            waiting.reset();
        }
    }

    static double seconds(Instant at) {
        return at.toEpochMilli() / 1000.0;
    }

    private void put(Message event) {
        byte[] content = event.bytes();
        byte[] length = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(content.length)
                .array();
        waiting.writeBytes(length);
        waiting.writeBytes(checksum(length));
        waiting.writeBytes(content);
        waiting.writeBytes(checksum(content));
    }

    private static byte[] checksum(byte[] content) {
        CRC32C crc = new CRC32C();
        crc.update(content);
        int masked = Integer.rotateRight((int) crc.getValue(), 15) + MASK;
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(masked)
                .array();
    }
}
