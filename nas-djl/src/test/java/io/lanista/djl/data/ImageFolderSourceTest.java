package io.lanista.djl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderSourceTest {
    private static final int RED = 0xff0000;
    private static final int BLUE = 0x0000ff;

    @TempDir
    Path folder;

    @Test
    void aFolderIsAClassAndColoursAreChannels() throws IOException {
        for (int i = 0; i < 5; i++) {
            plain("cats/" + i + ".png", 4, 3, RED);
            plain("dogs/" + i + ".PNG", 4, 3, BLUE);
        }

        DataSplit split = load(Map.of());

        assertThat(split.shape()).containsExactly(3, 3, 4);
        assertThat(split.train().classNames()).containsExactly("cats", "dogs");
        assertThat(split.train().classCounts()).containsExactly(3, 3);
        int dog = split.train().label(0) == 1 ? 0 : split.train().size() - 1;
        assertThat(split.train().label(dog)).isEqualTo(1);
        float[] pixels = split.train().raw().features(dog);
        assertThat(pixels[0]).isZero();
        assertThat(pixels[24]).isEqualTo(1);
    }

    @Test
    void greyImagesHaveOneChannelAndTheValuesOfTheFile() throws IOException {
        for (int i = 0; i < 3; i++) {
            grey("dark/" + i + ".png", 50);
            grey("light/" + i + ".png", 200);
        }
        plain("light/same-in-colour.png", 2, 2, 0xc8c8c8);

        DataSplit split = load(Map.of());

        assertThat(split.shape()).containsExactly(1, 2, 2);
        DataSet train = split.train().raw();
        for (int i = 0; i < train.size(); i++) {
            assertThat(train.features(i)).containsOnly(train.label(i) == 0 ? 50 / 255f : 200 / 255f);
        }
        assertThat(load(Map.of("channels", "rgb")).shape()).containsExactly(3, 2, 2);
    }

    @Test
    void jpegIsReadAndColourCanBeGivenUp() throws IOException {
        for (int i = 0; i < 3; i++) {
            plain("a/" + i + ".jpg", 16, 16, RED);
            plain("b/" + i + ".jpeg", 16, 16, 0xffffff);
        }

        DataSplit split = load(Map.of("channels", "grey"));

        assertThat(split.shape()).containsExactly(1, 16, 16);
        for (int i = 0; i < split.train().size(); i++) {
            float wanted = split.train().label(i) == 0 ? 0.299f : 1;
            assertThat(split.train().raw().features(i)[100]).isCloseTo(wanted, within(0.01f));
        }
    }

    @Test
    void imagesOfDifferentSizesAreResized() throws IOException {
        for (int i = 0; i < 3; i++) {
            plain("a/" + i + ".png", 10 + i, 7, RED);
            plain("b/" + i + ".png", 3, 5 + i, BLUE);
        }

        assertThatThrownBy(() -> load(Map.of()))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("1.png", "(11) by (7)", "(10) by (7)", "option (size)");
        DataSplit split = load(Map.of("size", 8));
        assertThat(split.shape()).containsExactly(3, 8, 8);
        assertThat(split.train().raw().features(0)[0]).isEqualTo(split.train().label(0) == 0 ? 1 : 0);
    }

    @Test
    void foldersForTrainingAndTestAreKeptApart() throws IOException {
        for (int i = 0; i < 3; i++) {
            plain("train/a/" + i + ".png", 2, 2, RED);
            plain("train/b/" + i + ".png", 2, 2, BLUE);
        }
        plain("test/a/0.png", 2, 2, RED);
        plain("test/b/0.png", 2, 2, BLUE);

        DataSplit split = load(Map.of());

        assertThat(split.train().size() + split.validation().size()).isEqualTo(6);
        assertThat(split.test().size()).isEqualTo(2);
        plain("test/c/0.png", 2, 2, BLUE);
        assertThatThrownBy(() -> load(Map.of())).hasMessageContainingAll("test", "c", "Available: a, b");
    }

    @Test
    void badFoldersAndFilesAreNamed() throws IOException {
        assertThatThrownBy(() -> load(Map.of()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("(0) class");
        plain("a/0.png", 2, 2, RED);
        assertThatThrownBy(() -> load(Map.of())).hasMessageContainingAll("(1) class folders", "at least two");
        Files.createDirectory(folder.resolve("b"));
        assertThatThrownBy(() -> load(Map.of()))
                .hasMessageContainingAll("no PNG or JPEG", folder.resolve("b").toString());
        Files.writeString(folder.resolve("b/0.png"), "no image");
        assertThatThrownBy(() -> load(Map.of())).hasMessageContainingAll("b/0.png", "no PNG or JPEG image");
        plain("b/0.png", 200, 200, BLUE);
        byte[] whole = Files.readAllBytes(folder.resolve("b/0.png"));
        Files.write(folder.resolve("b/0.png"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> load(Map.of()))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("b/0.png", "can't be read", "convert");
        assertThatThrownBy(() -> load(Map.of("path", "a/0.png"))).hasMessageContaining("is a file, but a folder");
        assertThatThrownBy(() -> load(Map.of("path", "elsewhere"))).hasMessageContaining("There is no file");
    }

    private DataSplit load(Map<String, Object> options) {
        Map<String, Object> all = new HashMap<>(Map.of("path", "."));
        all.putAll(options);
        return Samples.load(folder, "image-folder", all);
    }

    private void plain(String name, int width, int height, int colour) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, colour);
            }
        }
        write(name, image);
    }

    private void grey(String name, int value) throws IOException {
        BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSamples(0, 0, 2, 2, 0, new int[] {value, value, value, value});
        write(name, image);
    }

    private void write(String name, BufferedImage image) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        String format = name.toLowerCase(Locale.ROOT).endsWith("png") ? "png" : "jpg";
        assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
    }
}
