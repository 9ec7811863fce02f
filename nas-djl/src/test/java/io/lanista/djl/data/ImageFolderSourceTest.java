package io.lanista.djl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lanista.djl.file.DataException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                .hasMessageContainingAll("no image", folder.resolve("b").toString());
        Files.writeString(folder.resolve("b/0.png"), "no image");
        assertThatThrownBy(() -> load(Map.of())).hasMessageContainingAll("b/0.png", "is no image of a format");
        plain("b/0.png", 200, 200, BLUE);
        byte[] whole = Files.readAllBytes(folder.resolve("b/0.png"));
        Files.write(folder.resolve("b/0.png"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> load(Map.of()))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("b/0.png", "can't be read", "convert");
        assertThatThrownBy(() -> load(Map.of("path", "a/0.png"))).hasMessageContaining("is a file, but a folder");
        assertThatThrownBy(() -> load(Map.of("path", "elsewhere"))).hasMessageContaining("There is no file");
    }

    @Test
    void imagesInFoldersInsideOfClassFoldersAreFound() throws IOException {
        for (int i = 0; i < 3; i++) {
            plain("a/day" + i + "/cam/" + i + ".png", 2, 2, RED + i);
            plain("b/" + i + ".png", 2, 2, BLUE + i * 256);
        }

        DataSplit split = load(Map.of());

        assertThat(split.train().size()
                        + split.validation().size()
                        + split.test().size())
                .isEqualTo(6);
        assertThat(split.description().summary())
                .anyMatch(line -> line.contains("3 of them in folders inside of class folders"));
    }

    @Test
    void allFormatsOfJavaAreReadAndOtherFilesAreCounted() throws IOException {
        for (String format : new String[] {"gif", "bmp", "tif", "png"}) {
            plain("a/x." + format, 2, 2, RED);
            plain("b/x." + format, 2, 2, BLUE);
        }
        Files.writeString(folder.resolve("a/notes.txt"), "hello");
        Files.writeString(folder.resolve("a/picture.webp"), "hello");
        plain("loose.png", 2, 2, RED);

        DataSplit split = load(Map.of());

        assertThat(split.train().size()
                        + split.validation().size()
                        + split.test().size())
                .isEqualTo(8);
        assertThat(split.description().warnings())
                .anyMatch(warning -> warning.contains("notes.txt"))
                .anyMatch(warning -> warning.contains("picture.webp") && warning.contains("convert"))
                .anyMatch(warning -> warning.contains("loose.png"));
    }

    @Test
    void foldersForAllThreePartsAreTakenAsWhatTheyAre() throws IOException {
        for (String part : new String[] {"train", "val", "test"}) {
            for (int i = 0; i < 3; i++) {
                plain(part + "/a/" + i + ".png", 2, 2, RED + part.length() * 10 + i);
                plain(part + "/b/" + i + ".png", 2, 2, BLUE + part.length() * 2560 + i * 256);
            }
        }
        plain("extra/a/0.png", 2, 2, RED);

        DataSplit split = load(Map.of());

        assertThat(split.train().classNames()).containsExactly("a", "b");
        assertThat(split.train().size()).isEqualTo(6);
        assertThat(split.validation().size()).isEqualTo(6);
        assertThat(split.test().size()).isEqualTo(6);
        assertThat(split.description().warnings()).anyMatch(warning -> warning.contains("not read: extra"));
    }

    @ParameterizedTest
    @CsvSource({
        "training_set, train",
        "trainset, train",
        "val2017, val",
        "Test Images, test",
        "01_train, train",
        "2017train, train"
    })
    void partsOfUnusualNamesAreNotTakenForClasses(String name, String usual) throws IOException {
        for (String kind : new String[] {"a", "b"}) {
            plain(name + "/" + kind + "/0.png", 2, 2, RED);
            plain("other/" + kind + "/0.png", 2, 2, BLUE);
        }

        assertThatThrownBy(() -> load(Map.of())).hasMessageContainingAll(name + ")", "rename it to (" + usual + ")");
    }

    @Test
    void classesWhoseNamesBeginLikeAPartAreClasses() throws IOException {
        for (int i = 0; i < 4; i++) {
            plain("train_station/" + i % 2 + "/" + i + ".png", 2, 2, RED + i);
            plain("testing_ground/" + i % 2 + "/" + i + ".png", 2, 2, BLUE + i);
        }

        assertThat(load(Map.of()).train().classNames()).containsExactly("testing_ground", "train_station");
    }

    @Test
    void foldersThatMayBePartsAreNotTakenForClasses() throws IOException {
        for (int i = 0; i < 4; i++) {
            for (String name : new String[] {"a", "b"}) {
                plain("train/" + name + "/" + i + ".png", 2, 2, RED + name.hashCode() + i);
            }
        }
        plain("holdout/a/0.png", 2, 2, BLUE);
        assertThatThrownBy(() -> load(Map.of())).hasMessageContainingAll("holdout", "train", "val, valid");

        Files.move(folder.resolve("holdout/a/0.png"), folder.resolve("holdout/0.png"));
        Files.delete(folder.resolve("holdout/a"));
        Files.move(folder.resolve("holdout"), folder.resolve("test"));
        DataSplit split = load(Map.of());
        assertThat(split.train().classNames()).containsExactly("a", "b");
        assertThat(split.description().warnings())
                .anyMatch(warning -> warning.contains("test (it has no class folders)"));

        Files.move(folder.resolve("train"), folder.resolve("val"));
        assertThatThrownBy(() -> load(Map.of())).hasMessageContainingAll("val)", "no folder (train)");

        Files.move(folder.resolve("val"), folder.resolve("set one"));
        for (int i = 0; i < 4; i++) {
            plain("set two/a/" + i + ".png", 2, 2, BLUE + i);
            plain("set two/b/" + i + ".png", 2, 2, BLUE + 10 + i);
        }
        Files.delete(folder.resolve("test/0.png"));
        Files.delete(folder.resolve("test"));
        assertThat(load(Map.of()).description().warnings())
                .anyMatch(warning -> warning.contains("All classes have the same folders in them (a, b)"));
    }

    @Test
    void classesMayBeCalledTrainAndTest() throws IOException {
        for (int i = 0; i < 3; i++) {
            plain("train/" + i + ".png", 2, 2, RED + i);
            plain("test/" + i + ".png", 2, 2, BLUE + i * 256);
        }

        assertThat(load(Map.of()).train().classNames()).containsExactly("test", "train");
    }

    @Test
    void aJpegThatIsCutShortIsRefusedOrSkippedWithASentence() throws IOException {
        for (int i = 0; i < 4; i++) {
            plain("a/" + i + ".jpg", 64, 64, RED + 10 * i);
            plain("b/" + i + ".jpg", 64, 64, BLUE + 2560 * i);
        }
        byte[] whole = Files.readAllBytes(folder.resolve("a/1.jpg"));
        for (int length : new int[] {whole.length - 2, whole.length * 3 / 4, whole.length - 20}) {
            Files.write(folder.resolve("a/1.jpg"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> load(Map.of()))
                    .isInstanceOf(DataException.class)
                    .hasMessageContainingAll("1.jpg", "can't be read", "damaged: skip");
        }

        DataSplit split = load(Map.of("damaged", "skip"));

        assertThat(split.train().size()
                        + split.validation().size()
                        + split.test().size())
                .isEqualTo(7);
        assertThat(split.description().warnings())
                .anyMatch(warning -> warning.contains("1 damaged images are left out") && warning.contains("1.jpg"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "gif", "bmp", "tif"})
    void anImageOfAnyFormatThatIsCutShortIsRefusedWithAReason(String format) throws IOException {
        for (int i = 0; i < 4; i++) {
            plain("a/" + i + "." + format, 64, 64, RED + 10 * i);
            plain("b/" + i + "." + format, 64, 64, BLUE + 2560 * i);
        }
        Path cut = folder.resolve("a/1." + format);
        byte[] whole = Files.readAllBytes(cut);
        Files.write(cut, Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> load(Map.of()))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("1." + format, "can't be read: ", ". Maybe copy it again")
                .message()
                .doesNotContain("null", "!");
    }

    @Test
    void aClassAllOfWhoseImagesAreDamagedIsRefused() throws IOException {
        for (int i = 0; i < 4; i++) {
            plain("a/" + i + ".png", 2, 2, RED);
            Files.createDirectories(folder.resolve("b"));
            Files.write(folder.resolve("b/" + i + ".png"), new byte[20]);
        }
        assertThatThrownBy(() -> load(Map.of("damaged", "skip")))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("No image of the class (b) can be read", "b/0.png");
    }

    @Test
    void anImageThatAnnouncesMorePixelsThanMemoryHoldsIsRefusedBeforeItIsDecoded() throws IOException {
        for (int i = 0; i < 3; i++) {
            plain("a/" + i + ".png", 2, 2, RED);
            plain("b/" + i + ".png", 2, 2, BLUE);
        }
        byte[] bytes = Files.readAllBytes(folder.resolve("a/1.png"));
        ByteBuffer.wrap(bytes).putInt(16, 20_000).putInt(20, 20_000);
        CRC32 crc = new CRC32();
        crc.update(bytes, 12, 17);
        ByteBuffer.wrap(bytes).putInt(29, (int) crc.getValue());
        Files.write(folder.resolve("a/1.png"), bytes);

        assertThatThrownBy(() -> load(Map.of("size", 8)))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("1.png", "(20000) by (20000)", "Maybe make it smaller");
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 1", "3, 3", "4, 2", "5, 0", "6, 1", "7, 3", "8, 2"})
    void anImageIsTurnedAsTheCameraWasHeld(int orientation, int corner) throws IOException {
        BufferedImage image = new BufferedImage(32, 16, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 16; x++) {
                image.getRaster().setSample(x, y, 0, 255);
            }
        }
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, "jpg", jpeg)).isTrue();
        Path file = Files.write(folder.resolve("turned.jpg"), withOrientation(jpeg.toByteArray(), orientation));

        RasterImage read = RasterImage.read(file);

        boolean turned = orientation >= 5;
        assertThat(read.width()).isEqualTo(turned ? 16 : 32);
        assertThat(read.height()).isEqualTo(turned ? 32 : 16);
        int y = corner / 2 == 0 ? 1 : read.height() - 2;
        int x = corner % 2 == 0 ? 1 : read.width() - 2;
        assertThat(read.values()[y * read.width() + x]).isGreaterThan(200);
        assertThat(read.values()[(read.height() - 1 - y) * read.width() + read.width() - 1 - x])
                .isLessThan(50);
    }

    /** Puts an Exif segment with nothing but the orientation behind the start of a JPEG file. */
    private static byte[] withOrientation(byte[] jpeg, int orientation) {
        ByteBuffer exif = ByteBuffer.allocate(36);
        exif.putShort((short) 0xFFE1).putShort((short) 34).put("Exif\0\0MM".getBytes(StandardCharsets.US_ASCII));
        exif.putShort((short) 42).putInt(8).putShort((short) 1);
        exif.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        exif.putInt(0);
        ByteBuffer whole = ByteBuffer.allocate(jpeg.length + 36);
        return whole.put(jpeg, 0, 2)
                .put(exif.array())
                .put(jpeg, 2, jpeg.length - 2)
                .array();
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
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String format = ending.equals("jpeg") ? "jpg" : ending;
        assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
    }
}
