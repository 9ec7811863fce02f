package io.lanista.djl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.option.OptionException;
import io.lanista.djl.file.DataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxSourceTest {
    @TempDir
    Path folder;

    @Test
    void aFolderHasItsTestPart() throws IOException {
        writeMnist("", "");

        DataSplit split = Samples.load(folder, "idx", Map.of("path", ".", "validation", 0.25));

        assertThat(split.shape()).containsExactly(1, 2, 3);
        assertThat(split.train().classNames()).containsExactly("4", "7");
        assertThat(split.train().size() + split.validation().size()).isEqualTo(8);
        assertThat(split.test().size()).isEqualTo(2);
        assertThat(split.test().label(1)).isEqualTo(1);
        assertThat(split.test().raw().features(1))
                .containsExactly(6 / 255f, 7 / 255f, 8 / 255f, 9 / 255f, 10 / 255f, 11 / 255f);
    }

    @Test
    void allDataAreThoseOfAllParts() throws IOException {
        writeMnist("", "");

        DataSplit split = Samples.load(folder, "idx", Map.of("path", ".", "all_data", true));

        assertThat(split.train().size()).isEqualTo(10);
        assertThat(split.train().classCounts()).containsExactly(5, 5);
        assertThat(split.test().size()).isEqualTo(2);
        float[] sums = new float[10];
        for (int example = 0; example < 10; example++) {
            sums[example] = 255 * split.train().raw().features(example)[0];
        }
        // Images count up: those for the test begin with 0 and 6, as the first two of the others do.
        Arrays.sort(sums);
        assertThat(sums).containsExactly(0, 0, 6, 6, 12, 18, 24, 30, 36, 42);
    }

    @Test
    void compressedFilesGiveTheSame() throws IOException {
        writeMnist("", "");
        DataSplit plain = Samples.load(folder, "idx", Map.of("path", "train-images-idx3-ubyte"));
        Path other = Files.createDirectory(folder.resolve("gz"));
        writeMnist("gz/", ".gz");

        DataSplit compressed = Samples.load(other, "idx", Map.of("path", "train-images-idx3-ubyte.gz"));

        assertThat(Samples.rawFeatures(compressed.train())).isEqualTo(Samples.rawFeatures(plain.train()));
        assertThat(Samples.labels(compressed.test())).isEqualTo(Samples.labels(plain.test()));
    }

    @Test
    void newImagesNeedNoLabelsAndNoSecondClass() throws IOException {
        writeMnist("", "");
        NewExamples folders = examples(folder, Map.of());
        assertThat(folders.notes()).singleElement().asString().contains("(t10k-images-idx3-ubyte) count");
        assertThat(folders.size()).isEqualTo(2);
        assertThat(folders.shape()).containsExactly(1, 2, 3);
        assertThat(folders.values(1)).containsExactly(6 / 255f, 7 / 255f, 8 / 255f, 9 / 255f, 10 / 255f, 11 / 255f);
        assertThat(folders.classes().orElseThrow().apply(1)).isEqualTo("7");

        Path alone = Files.createDirectory(folder.resolve("alone")).resolve("some.idx");
        Samples.write(alone, images(3));
        assertThat(examples(alone, Map.of()).classes()).isEmpty();
        Path labels = Samples.write(folder.resolve("names"), labels(4, 4, 9));
        assertThat(examples(alone, Map.of("labels", labels.toString()))
                        .classes()
                        .orElseThrow()
                        .apply(2))
                .isEqualTo("9");
        Samples.write(labels, labels(4, 4));
        assertThatThrownBy(() -> examples(alone, Map.of("labels", labels.toString())))
                .hasMessageContainingAll("(3) images", "(2) labels");
    }

    @Test
    void aFileThatBeginsLikeOneNeedsNoNameThatTells() throws IOException {
        Samples.write(folder.resolve("pictures"), images(3));

        assertThat(DataSources.standard().infer(folder.resolve("pictures")).source())
                .isEqualTo("idx");
        assertThat(examples(folder.resolve("pictures"), Map.of()).size()).isEqualTo(3);
    }

    private static NewExamples examples(Path path, Map<String, ?> options) {
        return DataSources.standard().examples(path, options, DataUse.ANY);
    }

    @Test
    void filesMayHaveAnyName() throws IOException {
        Samples.write(folder.resolve("pictures"), images(8));
        Samples.write(folder.resolve("names"), labels(4, 7, 4, 7, 4, 7, 4, 7));

        DataSplit split = Samples.load(folder, "idx", Map.of("path", "pictures", "labels", "names"));

        assertThat(split.train().size()).isEqualTo(4);
    }

    @Test
    void filesThatAFolderLeavesNoUseForAreRefused() throws IOException {
        writeMnist("", "");

        assertThatThrownBy(() -> Samples.load(folder, "idx", Map.of("path", ".", "labels", "t10k-labels-idx1-ubyte")))
                .isInstanceOf(OptionException.class)
                .hasMessageContainingAll("(labels) is (t10k-labels-idx1-ubyte)", "are found by their names", "Maybe");
    }

    @Test
    void damageIsNamed() throws IOException {
        writeMnist("", "");
        Path images = folder.resolve("train-images-idx3-ubyte");
        byte[] whole = Files.readAllBytes(images);

        Files.write(images, Arrays.copyOf(whole, whole.length - 1));
        assertBad("train-images-idx3-ubyte", "(63) bytes", "[8, 2, 3]", "(64) bytes", "incomplete");
        Files.write(images, Arrays.copyOf(whole, 7));
        assertBad("train-images-idx3-ubyte", "(7) bytes", "incomplete");
        Files.write(images, new byte[0]);
        assertBad("train-images-idx3-ubyte", "00 00 08 03");
        Files.write(images, labels(1, 2, 3, 4, 5, 6, 7, 8));
        assertBad("(1) dimensions", "images have (3)", "swapped");
        Files.write(images, "hello".getBytes(StandardCharsets.UTF_8));
        assertBad("begins with (68 65 6c 6c)", "00 00 08 03");
        Files.write(images, images(7));
        assertBad("(7) images", "(8) labels");
        byte[] huge = whole.clone();
        huge[4] = 0x7f;
        Files.write(images, huge);
        assertBad("train-images-idx3-ubyte", "incomplete");
    }

    @Test
    void labelsThatDoNotFitAreNamed() throws IOException {
        writeMnist("", "");
        Samples.write(folder.resolve("t10k-labels-idx1-ubyte"), labels(4, 5));
        assertBad("Label (5) of example (1)", "t10k-labels-idx1-ubyte", "[4, 7]");
        Samples.write(folder.resolve("train-labels-idx1-ubyte"), labels(4, 4, 4, 4, 4, 4, 4, 4));
        assertBad("train-labels-idx1-ubyte", "(4)", "nothing to learn");
        Files.delete(folder.resolve("train-labels-idx1-ubyte"));
        assertBad("no labels", "train-labels-idx1-ubyte", "option (labels)");
        Files.delete(folder.resolve("train-images-idx3-ubyte"));
        assertBad("(train) and (images)");
    }

    private void assertBad(String... parts) {
        assertThatThrownBy(() -> Samples.load(folder, "idx", Map.of("path", ".")))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll(parts);
    }

    private void writeMnist(String prefix, String ending) throws IOException {
        Samples.write(folder.resolve(prefix + "train-images-idx3-ubyte" + ending), images(8));
        Samples.write(folder.resolve(prefix + "train-labels-idx1-ubyte" + ending), labels(4, 7, 4, 7, 4, 7, 4, 7));
        Samples.write(folder.resolve(prefix + "t10k-images-idx3-ubyte" + ending), images(2));
        Samples.write(folder.resolve(prefix + "t10k-labels-idx1-ubyte" + ending), labels(4, 7));
    }

    /** Images of 2x3 pixels whose values count up. */
    private static byte[] images(int count) {
        byte[] file =
                Arrays.copyOf(new byte[] {0, 0, 8, 3, 0, 0, 0, (byte) count, 0, 0, 0, 2, 0, 0, 0, 3}, 16 + 6 * count);
        for (int i = 16; i < file.length; i++) {
            file[i] = (byte) (i - 16);
        }
        return file;
    }

    private static byte[] labels(int... labels) {
        byte[] file = Arrays.copyOf(new byte[] {0, 0, 8, 1, 0, 0, 0, (byte) labels.length}, 8 + labels.length);
        for (int i = 0; i < labels.length; i++) {
            file[8 + i] = (byte) labels[i];
        }
        return file;
    }
}
