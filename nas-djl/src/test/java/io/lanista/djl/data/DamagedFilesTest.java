package io.lanista.djl.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.djl.file.DataException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.random.RandomGenerator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damages files at random: they still load, or one sentence names the file. */
class DamagedFilesTest {
    private static final int TRIES = 150;

    private final RandomGenerator random = Samples.random(11);

    @TempDir
    Path folder;

    @Test
    void tables() throws IOException {
        StringBuilder text = new StringBuilder("length,width,kind\n");
        for (int i = 0; i < 30; i++) {
            text.append(i).append('.').append(i % 7).append(',').append(i * i).append(i % 2 == 0 ? ",a\n" : ",b\n");
        }
        byte[] plain = text.toString().getBytes(StandardCharsets.UTF_8);

        damage("data.csv", plain, "csv");
        damage("data.csv.gz", Samples.gzip(plain), "csv");
    }

    @Test
    void imagesInMnistsFormat() throws IOException {
        byte[] labels = new byte[8 + 30];
        labels[2] = 8;
        labels[3] = 1;
        labels[7] = 30;
        byte[] images = new byte[16 + 30 * 4];
        images[2] = 8;
        images[3] = 3;
        images[7] = 30;
        images[11] = 2;
        images[15] = 2;
        for (int i = 0; i < 30; i++) {
            labels[8 + i] = (byte) (i % 2);
        }
        Files.write(folder.resolve("some-labels"), labels);

        damage("some-images", images, "idx");
        damage("some-images", Samples.gzip(images), "idx");
    }

    @Test
    void imagesInCifarsFormat() throws IOException {
        byte[] records = new byte[3073 * 30];
        for (int i = 0; i < 30; i++) {
            records[i * 3073] = (byte) (i % 10);
        }

        damage("data.bin.gz", Samples.gzip(records), "cifar10-binary");
    }

    @Test
    void imagesInFolders() throws IOException {
        BufferedImage image = new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 81; i++) {
            image.setRGB(i % 9, i / 9, i * 12345);
        }
        for (String format : new String[] {"png", "jpg"}) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            assertThat(ImageIO.write(image, format, bytes)).isTrue();
            for (String name : new String[] {"a", "b"}) {
                Files.createDirectories(folder.resolve(format).resolve(name));
                for (int i = 0; i < 3; i++) {
                    Files.write(folder.resolve(format).resolve(name).resolve(i + "." + format), bytes.toByteArray());
                }
            }
            damage(format + "/a/1." + format, bytes.toByteArray(), "image-folder");
        }
    }

    private void damage(String name, byte[] whole, String source) throws IOException {
        Path file = folder.resolve(name);
        String path = source.equals("image-folder") ? Path.of(name).getName(0).toString() : name;
        int refused = 0;
        for (int i = 0; i < TRIES; i++) {
            Files.write(file, damaged(whole));
            try {
                assertThat(Samples.load(folder, source, Map.of("path", path))
                                .train()
                                .size())
                        .isPositive();
            } catch (DataException e) {
                refused++;
                assertThat(e.getMessage()).endsWith(".").doesNotContain("\n").hasSizeLessThan(500);
            }
        }
        assertThat(refused).isPositive();
    }

    private byte[] damaged(byte[] whole) {
        if (random.nextInt(4) == 0) {
            return Arrays.copyOf(whole, random.nextInt(whole.length));
        }
        byte[] damaged = whole.clone();
        for (int changes = random.nextInt(4); changes >= 0; changes--) {
            // The beginning matters most: it is where headers are.
            int place =
                    random.nextBoolean() ? random.nextInt(whole.length) : random.nextInt(Math.min(40, whole.length));
            damaged[place] = (byte) random.nextInt(256);
        }
        return damaged;
    }
}
