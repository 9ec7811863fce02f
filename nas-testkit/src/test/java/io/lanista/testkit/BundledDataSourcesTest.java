package io.lanista.testkit;

import io.lanista.djl.data.DataSource;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Nested;

/** The data sources that come along keep the contract of those that others write. */
class BundledDataSourcesTest {
    private static DataSource named(String name) {
        return ServiceLoader.load(DataSource.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Nested
    class Glyphs implements DataSourceContract {
        @Override
        public DataSource source() {
            return named("glyphs");
        }

        @Override
        public Map<String, Object> options(Path folder) {
            return Map.of("size", 12, "per_class", 8);
        }
    }

    @Nested
    class Tables implements DataSourceContract {
        @Override
        public DataSource source() {
            return named("csv");
        }

        @Override
        public Map<String, Object> options(Path folder) {
            Random random = new Random(1);
            StringBuilder csv = new StringBuilder("age,town,class\n");
            for (int row = 0; row < 60; row++) {
                csv.append(random.nextInt(100)).append(row % 2 == 0 ? ",Rome," : ",Paris,");
                csv.append(row % 3 == 0 ? "yes\n" : "no\n");
            }
            write(folder.resolve("table.csv"), csv.toString().getBytes(StandardCharsets.UTF_8));
            return Map.of("path", "table.csv", "label", "class");
        }
    }

    @Nested
    class Cifar implements DataSourceContract {
        @Override
        public DataSource source() {
            return named("cifar10-binary");
        }

        @Override
        public Map<String, Object> options(Path folder) {
            byte[] records = new byte[40 * 3073];
            new Random(1).nextBytes(records);
            for (int record = 0; record < 40; record++) {
                records[record * 3073] = (byte) (record % 10);
            }
            write(folder.resolve("data_batch_1.bin"), records);
            return Map.of("path", "data_batch_1.bin");
        }
    }

    @Nested
    class Idx implements DataSourceContract {
        private static final int COUNT = 40;

        @Override
        public DataSource source() {
            return named("idx");
        }

        @Override
        public Map<String, Object> options(Path folder) {
            byte[] pixels = new byte[COUNT * 16];
            new Random(1).nextBytes(pixels);
            ByteBuffer images = ByteBuffer.allocate(16 + pixels.length);
            images.putInt(0x803).putInt(COUNT).putInt(4).putInt(4).put(pixels);
            ByteBuffer labels = ByteBuffer.allocate(8 + COUNT).putInt(0x801).putInt(COUNT);
            for (int i = 0; i < COUNT; i++) {
                labels.put((byte) (i % 4));
            }
            write(folder.resolve("train-images-idx3-ubyte"), images.array());
            write(folder.resolve("train-labels-idx1-ubyte"), labels.array());
            return Map.of("path", "train-images-idx3-ubyte");
        }
    }

    @Nested
    class ImageFolder implements DataSourceContract {
        @Override
        public DataSource source() {
            return named("image-folder");
        }

        @Override
        public Map<String, Object> options(Path folder) throws IOException {
            Random random = new Random(1);
            for (int i = 0; i < 20; i++) {
                BufferedImage image = new BufferedImage(6, 6, BufferedImage.TYPE_INT_RGB);
                for (int pixel = 0; pixel < 36; pixel++) {
                    image.setRGB(pixel % 6, pixel / 6, random.nextInt());
                }
                Path file = folder.resolve("images/" + (i % 2 == 0 ? "a/" : "b/") + i + ".png");
                Files.createDirectories(file.getParent());
                ImageIO.write(image, "png", file.toFile());
            }
            return Map.of("path", "images", "size", 6);
        }
    }
}
