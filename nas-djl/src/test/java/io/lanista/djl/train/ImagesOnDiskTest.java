package io.lanista.djl.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.Objective;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.data.KeptImages;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesOnDiskTest {
    private static final int SIDE = 8;

    @TempDir
    Path folder;

    /** Every loss of every epoch, with all that is random: order, augmentation, dropout. */
    @Test
    void trainingsGiveTheSameAsWithImagesInMemory() throws Exception {
        Path images = folder.resolve("images");
        for (int i = 0; i < 120; i++) {
            draw(images.resolve((i % 2 == 0 ? "dark/" : "light/") + i + ".png"), i);
        }

        List<Object> inMemory = trained(KeptImages.split(images, folder.resolve("cache"), "memory", SIDE), "memory");
        List<Object> onDisk = trained(KeptImages.split(images, folder.resolve("cache"), "auto", SIDE), "disk");

        assertThat(folder.resolve("cache")).isDirectoryContaining("glob:**.pixels");
        assertThat(onDisk).hasSizeGreaterThan(3).isEqualTo(inMemory);
    }

    private static void draw(Path file, int seed) throws IOException {
        BufferedImage image = new BufferedImage(10, 10, BufferedImage.TYPE_3BYTE_BGR);
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            int light = random.nextInt(seed % 2 == 0 ? 180 : 256);
            image.setRGB(i % 10, i / 10, light << 16 | light / 2 << 8 | random.nextInt(256));
        }
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }

    private List<Object> trained(DataSplit split, String name) throws Exception {
        Model model = Model.named("small")
                .input("x", 3, SIDE, SIDE)
                .then("conv", Layer.of("conv2d", "out_channels", 4))
                .then("relu", Layer.of("relu"))
                .then("dropout", Layer.of("dropout", "rate", 0.3))
                .then("pool", Layer.of("global_avg_pool"))
                .then("head", Layer.of("linear", "units", Model.OUTPUTS))
                .build();
        Map<String, Object> options =
                Map.of("epochs", 3, "batch_size", 16, "augmentation", Map.of("crop", 1, "flip", true, "mixup", 0.4));
        ClassificationEvaluator evaluator = new ClassificationEvaluator();
        Evaluation evaluation =
                evaluator.open(TestRequest.of(evaluator, model, Objective.maximize("accuracy"), options, split));
        TestContext context = new TestContext(Files.createDirectory(folder.resolve(name)), 1);
        evaluation.evaluate(model, context);
        List<Object> all = new ArrayList<>(context.reports);
        all.add(evaluation.test(model, context).orElseThrow());
        return all;
    }
}
