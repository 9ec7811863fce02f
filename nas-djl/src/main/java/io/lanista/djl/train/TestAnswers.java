package io.lanista.djl.train;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * What a run's winner answers for the test data: which classes it takes for which, with the mistakes that it is surest of, or how far
 * its numbers are off. A run keeps it beside the winner's weights, in the file {@value #FILE}; it is no part of an export, since it
 * holds examples of the data.
 *
 * <p>The file is the eight bytes {@code LANISTAT}, then big-endian int32 version, 1, the int32 CRC-32 of what follows, and the numbers
 * in the order of the components here, each list after its int32 length.
 *
 * @param examples how many examples there are
 * @param classes the names of the classes, in their order; empty for numbers
 * @param counts how many examples of a class were taken for a class; pairs that don't occur are left out
 * @param mistakes the wrong answers that the network is surest of, the surest first; at most {@value #MOST_MISTAKES}
 * @param numbers for each number to predict, targets and predictions; empty for classes
 */
public record TestAnswers(
        int examples, List<String> classes, List<Count> counts, List<Mistake> mistakes, List<Numbers> numbers) {
    /** The name of the file in a trial's artifact folder. */
    public static final String FILE = "test-answers.bin";

    static final int MOST_MISTAKES = 24;

    private static final byte[] MAGIC = "LANISTAT".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;

    /** Copies. */
    public TestAnswers {
        classes = List.copyOf(classes);
        counts = List.copyOf(counts);
        mistakes = List.copyOf(mistakes);
        numbers = List.copyOf(numbers);
    }

    /**
     * How often a class was taken for a class.
     *
     * @param label the number of the true class
     * @param answer the number of the class with the highest score
     * @param examples how many examples
     */
    public record Count(int label, int answer, int examples) {}

    /**
     * An example whose class was not told.
     *
     * @param example its place among the test data, from 0
     * @param label the number of its class
     * @param answer the number of the class that it was taken for
     * @param probability that the network gave this class
     * @param picture what it looks like; empty if the data are no images
     */
    public record Mistake(int example, int label, int answer, double probability, Optional<Picture> picture) {}

    /**
     * A small picture.
     *
     * @param channels 1 (grey) or 3 (red, green, blue)
     * @param height in pixels
     * @param width in pixels
     * @param pixels one unsigned byte for each value, in the order {@code (channels, height, width)}; not copied
     */
    public record Picture(int channels, int height, int width, byte[] pixels) {}

    /**
     * Some examples of one number to predict, evenly from all of them; both lists in the unit of the data.
     *
     * @param targets what was to be predicted
     * @param predictions what was predicted
     */
    public record Numbers(List<Double> targets, List<Double> predictions) {
        /** Copies. */
        public Numbers {
            targets = List.copyOf(targets);
            predictions = List.copyOf(predictions);
        }
    }

    /**
     * Keeps the answers, for pages to show. The evaluators that train on data do so by themselves; another one may in its
     * {@code test}.
     *
     * @param artifacts the winner's artifact folder; a reader sees the old file or the new one
     */
    public void write(Path artifacts) throws IOException {
        Path file = artifacts.resolve(FILE);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(new DataOutputStream(bytes));
        Path temporary = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(temporary))) {
                out.write(MAGIC);
                out.writeInt(VERSION);
                out.writeInt(checksum(bytes.toByteArray()));
                bytes.writeTo(out);
            }
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private void write(DataOutputStream out) throws IOException {
        out.writeInt(examples);
        out.writeInt(classes.size());
        for (String name : classes) {
            out.writeUTF(name);
        }
        out.writeInt(counts.size());
        for (Count count : counts) {
            out.writeInt(count.label);
            out.writeInt(count.answer);
            out.writeInt(count.examples);
        }
        out.writeInt(mistakes.size());
        for (Mistake mistake : mistakes) {
            write(mistake, out);
        }
        out.writeInt(numbers.size());
        for (Numbers target : numbers) {
            out.writeInt(target.targets.size());
            for (int i = 0; i < target.targets.size(); i++) {
                out.writeDouble(target.targets.get(i));
                out.writeDouble(target.predictions.get(i));
            }
        }
    }

    private static void write(Mistake mistake, DataOutputStream out) throws IOException {
        out.writeInt(mistake.example);
        out.writeInt(mistake.label);
        out.writeInt(mistake.answer);
        out.writeDouble(mistake.probability);
        out.writeBoolean(mistake.picture.isPresent());
        if (mistake.picture.isPresent()) {
            Picture picture = mistake.picture.get();
            out.writeInt(picture.channels);
            out.writeInt(picture.height);
            out.writeInt(picture.width);
            out.write(picture.pixels);
        }
    }

    /**
     * Reads what a run kept of its winner.
     *
     * @param artifacts the artifact folder of the winner
     * @return empty if the run keeps none
     * @throws IOException if the file can't be read, is something else, or was damaged; the message names it
     */
    public static Optional<TestAnswers> read(Path artifacts) throws IOException {
        Path file = artifacts.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(file);
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
                throw new IOException("it doesn't begin as such a file does.");
            }
            int version = in.readInt();
            if (version != VERSION) {
                throw new IOException("its format is (" + version + "), and this program reads (" + VERSION + ").");
            }
            int checksum = in.readInt();
            byte[] content = in.readAllBytes();
            if (checksum != checksum(content)) {
                throw new IOException("it is damaged.");
            }
            return Optional.of(read(new DataInputStream(new ByteArrayInputStream(content))));
        } catch (IOException e) {
            throw new IOException("The winner's answers (" + file + ") can't be read: " + e.getMessage(), e);
        }
    }

    private static TestAnswers read(DataInputStream in) throws IOException {
        int examples = in.readInt();
        List<String> classes = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            classes.add(in.readUTF());
        }
        List<Count> counts = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            counts.add(new Count(in.readInt(), in.readInt(), in.readInt()));
        }
        List<Mistake> mistakes = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            mistakes.add(new Mistake(in.readInt(), in.readInt(), in.readInt(), in.readDouble(), readPicture(in)));
        }
        List<Numbers> numbers = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            List<Double> targets = new ArrayList<>();
            List<Double> predictions = new ArrayList<>();
            for (int pairs = in.readInt(); pairs > 0; pairs--) {
                targets.add(in.readDouble());
                predictions.add(in.readDouble());
            }
            numbers.add(new Numbers(targets, predictions));
        }
        return new TestAnswers(examples, classes, counts, mistakes, numbers);
    }

    private static Optional<Picture> readPicture(DataInputStream in) throws IOException {
        if (!in.readBoolean()) {
            return Optional.empty();
        }
        int channels = in.readInt();
        int height = in.readInt();
        int width = in.readInt();
        return Optional.of(new Picture(channels, height, width, in.readNBytes(channels * height * width)));
    }

    private static int checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
