package io.lanista.djl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.djl.file.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarSourceTest {
    private static final int RECORD = 3073;

    @TempDir
    Path folder;

    @Test
    void aFileIsOneDataSet() throws IOException {
        Samples.write(folder.resolve("all.bin"), records(40));

        DataSplit split = load(Map.of("path", "all.bin"));

        assertThat(split.shape()).containsExactly(3, 32, 32);
        assertThat(split.train().classNames())
                .startsWith("airplane", "automobile")
                .hasSize(10);
        assertThat(split.train().classCounts()).containsOnly(2);
        assertThat(split.test().classCounts()).containsOnly(1);
        int first = 0;
        float[] pixels = split.train().raw().features(first);
        assertThat(pixels[0]).isEqualTo(split.train().label(first) / 255f);
        assertThat(pixels[1024]).isEqualTo(100 / 255f);
        assertThat(pixels[3071]).isEqualTo(200 / 255f);
    }

    @Test
    void aFolderHasItsTestPartAndMayBeCompressed() throws IOException {
        Samples.write(folder.resolve("data_batch_1.bin.gz"), records(20));
        Samples.write(folder.resolve("data_batch_2.bin"), records(30));
        Samples.write(folder.resolve("test_batch.bin.gz"), records(10));
        Samples.write(folder.resolve("readme.html"), "not data");

        DataSplit split = load(Map.of("path", "."));

        assertThat(split.train().size() + split.validation().size()).isEqualTo(50);
        assertThat(split.test().size()).isEqualTo(10);
    }

    @Test
    void filesMayBeListed() throws IOException {
        Samples.write(folder.resolve("a"), records(20));
        Samples.write(folder.resolve("b"), records(20));
        Samples.write(folder.resolve("c"), records(10));

        DataSplit split = load(Map.of("path", List.of("a", "b"), "test_path", "c"));

        assertThat(split.train().size() + split.validation().size()).isEqualTo(40);
        assertThat(split.test().size()).isEqualTo(10);
    }

    @Test
    void newImagesMayBeOfOneClassAndAFoldersTestFilesCount() throws IOException {
        Samples.write(folder.resolve("airplanes.bin"), Arrays.copyOf(records(1), RECORD));
        NewExamples one = DataSources.standard().examples(folder.resolve("airplanes.bin"), Map.of(), DataUse.ANY);
        assertThat(one.shape()).containsExactly(3, 32, 32);
        assertThat(one.size()).isEqualTo(1);
        assertThat(one.classes().orElseThrow().apply(0)).isEqualTo("airplane");
        assertThat(one.values(0)[3071]).isEqualTo(200 / 255f);
        assertThat(one.notes()).isEmpty();

        Samples.write(folder.resolve("test_batch.bin.gz"), records(12));
        NewExamples tested = DataSources.standard().examples(folder, Map.of(), DataUse.ANY);
        assertThat(tested.size()).isEqualTo(12);
        assertThat(tested.notes()).singleElement().asString().contains("test_batch.bin.gz");
    }

    @Test
    void badFilesAreNamed() throws IOException {
        Samples.write(folder.resolve("short.bin"), Arrays.copyOf(records(2), 2 * RECORD - 1));
        byte[] wrong = records(3);
        wrong[RECORD] = 10;
        Samples.write(folder.resolve("wrong.bin"), wrong);
        byte[] whole = Samples.gzip(records(20));
        Files.write(folder.resolve("cut.bin.gz"), Arrays.copyOf(whole, whole.length / 2));
        Samples.write(folder.resolve("empty.bin"), new byte[0]);
        Samples.write(folder.resolve("one.bin"), Arrays.copyOf(records(1), RECORD));
        Files.createDirectory(folder.resolve("nothing"));

        assertBad("short.bin", "(6145) bytes", "(3073)");
        assertBad("wrong.bin", "Label (10)", "record (1)", "0 to 9");
        assertBad("cut.bin.gz", "ends too early");
        assertBad("empty.bin", "(0) bytes");
        assertBad("one.bin", "(airplane)", "nothing to learn");
        assertBad("nothing", "no .bin");
        assertBad("none.bin", "There is no file");
        assertBad("", "(path)", "a list of files");
    }

    @Test
    void readsRealImages() {
        Path train = Samples.real("cifar10-train5k.bin.gz");
        Path test = Samples.real("cifar10-test1k.bin.gz");

        DataSplit split = load(Map.of("path", train.toString(), "test_path", test.toString()));

        assertThat(split.train().classCounts()).containsOnly(400);
        assertThat(split.validation().size()).isEqualTo(1000);
        assertThat(split.test().size()).isEqualTo(1000);
        // The well-known means of CIFAR-10 are 0.491, 0.482 and 0.447.
        assertThat(split.inputScale().mean().get(0)).isBetween(0.48, 0.50);
        assertThat(split.inputScale().mean().get(2)).isBetween(0.435, 0.46);
    }

    private void assertBad(String path, String... parts) {
        assertThatThrownBy(() -> load(Map.of("path", path)))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll(parts)
                .hasMessageContaining(path);
    }

    private DataSplit load(Map<String, ?> options) {
        return Samples.load(folder, "cifar10-binary", options);
    }

    /** Images of all classes in turn: the red plane is as bright as the class's number, green is 100, blue 200. */
    private static byte[] records(int count) {
        byte[] records = new byte[count * RECORD];
        for (int i = 0; i < count; i++) {
            int at = i * RECORD;
            records[at] = (byte) (i % 10);
            Arrays.fill(records, at + 1, at + 1025, (byte) (i % 10));
            Arrays.fill(records, at + 1025, at + 2049, (byte) 100);
            Arrays.fill(records, at + 2049, at + RECORD, (byte) 200);
        }
        return records;
    }
}
