package io.lanista.djl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.djl.file.DataException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageCacheTest {
    private static final int SIDE = 6;

    @TempDir
    Path folder;

    @TempDir
    Path cache;

    @BeforeEach
    void draw() throws IOException {
        for (int i = 0; i < 20; i++) {
            picture("train/a/" + i + ".png", i);
            picture("train/b/" + i + ".png", 100 + i);
        }
        for (int i = 0; i < 4; i++) {
            picture("test/a/" + i + ".png", 200 + i);
            picture("test/b/" + i + ".png", 300 + i);
        }
    }

    private void picture(String name, int seed) throws IOException {
        BufferedImage image = new BufferedImage(9, 7, BufferedImage.TYPE_3BYTE_BGR);
        RandomGenerator random = Samples.random(seed);
        for (int i = 0; i < 63; i++) {
            image.setRGB(i % 9, i / 9, random.nextInt(1 << 24));
        }
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }

    private DataSplit load(String where) {
        return load(Map.of("cache", where));
    }

    private DataSplit load(Map<String, ?> given) {
        Map<String, Object> options = new HashMap<>(Map.of("path", ".", "size", SIDE));
        options.putAll(given);
        return DataSources.of(List.of(new ImageFolderSource(new ImageCache(cache, 48 * 3 * SIDE * SIDE))))
                .load(new DataChoice("image-folder", options), folder, DataUse.ANY);
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            List<Path> pixels =
                    files.filter(file -> file.toString().endsWith(".pixels")).toList();
            assertThat(pixels).hasSize(1);
            return pixels.get(0);
        }
    }

    /** All that an epoch gives. */
    private static List<Object> epochs(DataSet data, Augmentation augmentation) {
        Batches batches = Batches.shuffled(data, 7, augmentation, Samples.random(3));
        List<Object> all = new ArrayList<>();
        for (int epoch = 0; epoch < 3; epoch++) {
            batches.startEpoch();
            for (int i = 0; batches.next() && (epoch != 1 || i < 2); i++) { // The second epoch is left early.
                all.add(batches.features().clone());
                all.add(batches.labels().clone());
                all.add(batches.share());
            }
        }
        return all;
    }

    @Test
    void whatComesFromAFileIsWhatComesFromMemory() throws IOException {
        DataSplit inMemory = load("memory");
        DataSplit made = load("disk");
        DataSplit kept = load("disk");

        assertThat(made.train().isOnDisk()).isTrue();
        assertThat(inMemory.train().isOnDisk()).isFalse();
        assertThat(load("auto").train().isOnDisk()).as("small").isFalse();
        for (DataSplit split : List.of(made, kept)) {
            assertThat(split.description().fingerprint())
                    .isEqualTo(inMemory.description().fingerprint());
            assertThat(split.inputScale()).isEqualTo(inMemory.inputScale());
            for (Augmentation augmentation :
                    List.of(Augmentation.none(), Augmentation.parse(Map.of("crop", 1, "flip", true, "mixup", 0.5)))) {
                assertThat(epochs(split.train(), augmentation))
                        .usingRecursiveComparison()
                        .isEqualTo(epochs(inMemory.train(), augmentation));
            }
            assertThat(Samples.rawFeatures(split.test())).isEqualTo(Samples.rawFeatures(inMemory.test()));
            assertThat(Samples.labels(split.test())).isEqualTo(Samples.labels(inMemory.test()));
        }
        assertThat(Files.size(file())).isGreaterThan(48 * 3 * SIDE * SIDE);
    }

    @Test
    void imagesAreDecodedOnceAndAnewIfTheyChange() throws IOException {
        load("disk");
        Object first = Files.getAttribute(file(), "lastModifiedTime");
        Object key = Files.readAttributes(file(), "*").get("fileKey");
        load("disk");
        assertThat(Files.readAttributes(file(), "*").get("fileKey")).isEqualTo(key);

        picture("train/a/0.png", 999);
        DataSplit changed = load("disk");

        assertThat(Samples.rawFeatures(changed.train()))
                .isEqualTo(Samples.rawFeatures(load("memory").train()));
        assertThat(Files.getAttribute(file(), "lastModifiedTime")).isNotEqualTo(first);
    }

    @Test
    void aDamagedFileIsMadeAnewAndLeftoversGo() throws IOException {
        float[] pixels = Samples.rawFeatures(load("disk").train());
        byte[] whole = Files.readAllBytes(file());
        Path leftover = Files.createFile(cache.resolve(file().getFileName() + ".1.tmp"));
        byte[] changed = whole.clone();
        changed[100] ^= 1;
        for (byte[] damaged : List.of(changed, new byte[0], Arrays.copyOf(whole, whole.length - 1))) {
            Files.write(file(), damaged);
            assertThat(Samples.rawFeatures(load("disk").train())).isEqualTo(pixels);
            assertThat(file()).hasBinaryContent(whole);
        }
        assertThat(leftover).doesNotExist();
    }

    @Test
    void severalAtOnceDecodeOnce() {
        List<DataSplit> all =
                IntStream.range(0, 4).parallel().mapToObj(i -> load("disk")).toList();

        assertThat(all).allSatisfy(split -> assertThat(split.train().isOnDisk()).isTrue());
    }

    @Test
    void whereNothingCanBeKeptMemoryIsUsedAndThatIsSaid() throws IOException {
        Files.createFile(cache.resolve("file"));
        ImageCache nowhere = new ImageCache(cache.resolve("file"), 0);
        ImageCache.Request request = new ImageCache.Request(
                folder.resolve("train"),
                new ImageForm(SIDE, ImageFit.STRETCH, "auto", false),
                List.of(new ClassFolders()
                        .images(folder.resolve("train"), List.of("a", "b"))
                        .subList(0, 2)));

        LoadedImages loaded = LoadedImages.load(request, "auto", nowhere);

        assertThat(loaded.rows().areOnDisk()).isFalse();
        assertThat(loaded.notes())
                .singleElement()
                .asString()
                .contains("can't be kept", "file", "LANISTA_CACHE", "memory");
        assertThatThrownBy(() -> LoadedImages.load(request, "disk", nowhere))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("can't be kept", "cache: memory");
    }

    @Test
    void damagedImagesAreLeftOutOfFilesToo() throws IOException {
        Files.writeString(folder.resolve("train/a/5.png"), "no image");

        assertThatThrownBy(() -> load("disk")).hasMessageContaining("5.png");
        assertThat(cache).isDirectoryNotContaining("glob:**{.pixels,.tmp}");
        Map<String, ?> skipping = Map.of("cache", "disk", "damaged", "skip");
        List<String> warnings = load(skipping).description().warnings();
        assertThat(warnings)
                .anySatisfy(warning -> assertThat(warning).contains("1 damaged images are left out", "5.png"));
        assertThat(load(skipping).description().warnings()).isEqualTo(warnings);
    }

    @Test
    void aThreadThatIsInterruptedTakesNothingFromOthers() throws IOException {
        DataSplit split = load("disk");
        Thread.currentThread().interrupt();
        try {
            split.train().features(0);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(split.train().features(0)).isEqualTo(load("memory").train().features(0));
    }
}
