package io.lanista.djl.data;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lanista.api.option.Options;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** What the tests of this package write and read. */
final class Samples {
    private Samples() {}

    static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** Writes a file, compressed if its name says so. */
    static Path write(Path file, byte[] content) throws IOException {
        return Files.write(file, file.toString().endsWith(".gz") ? gzip(content) : content);
    }

    static Path write(Path file, String content) throws IOException {
        return write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    /** A real data file beside the repository; the test is skipped where there is none. */
    static Path real(String name) {
        String given = System.getenv("LANISTA_DATA");
        Path root = Path.of("").toAbsolutePath();
        Path folder = given != null
                ? Path.of(given)
                : root.resolve("../../shared/data").normalize();
        Path file = folder.resolve(name);
        assumeTrue(Files.isReadable(file), "skipped, because there is no " + file);
        return file;
    }

    /** Examples whose only feature is their number, and whose class is that number modulo the classes. */
    static DataSet numbered(int size, int classes) {
        float[] features = new float[size];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            features[i] = i;
            labels[i] = i % classes;
        }
        List<String> names =
                IntStream.range(0, classes).mapToObj(Integer::toString).toList();
        return DataSet.classification(new long[] {1}, names, features, labels);
    }

    /** All features of a data set, one after the other, as they were given. */
    static float[] rawFeatures(DataSet data) {
        float[] all = new float[data.size() * data.featureSize()];
        for (int i = 0; i < data.size(); i++) {
            data.raw().copyFeatures(i, all, i * data.featureSize());
        }
        return all;
    }

    static int[] labels(DataSet data) {
        int[] labels = new int[data.size()];
        Arrays.setAll(labels, data::label);
        return labels;
    }

    /** What a source is asked for. */
    static DataRequest request(DataSource source, Map<String, ?> given, Path folder, DataUse use) {
        Options options = Options.parse("data source", source.options(), given);
        return new DataRequest() {
            @Override
            public Options options() {
                return options;
            }

            @Override
            public Path folder() {
                return folder;
            }

            @Override
            public DataUse use() {
                return use;
            }
        };
    }

    static DataSplit load(Path folder, String source, Map<String, ?> options) {
        return DataSources.standard().load(source, options, folder);
    }
}
