package io.lanista.onnx.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.ndarray.NDList;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import io.lanista.djl.train.TrainedNetwork;
import io.lanista.onnx.OnnxExport;
import io.lanista.onnx.OnnxMappings;
import io.lanista.onnx.Winner;
import io.lanista.onnx.graph.OnnxException;
import io.lanista.onnx.graph.OnnxModel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What DJL does with an exported folder, given nothing but its path. */
class DjlFolderTest {
    @TempDir
    private Path folder;

    private Path written(Winner winner) throws Exception {
        TrainedNetwork network = winner.network();
        Path to = Files.createDirectories(folder.resolve("winner"));
        OnnxExport.of(network, OnnxMappings.standard()).write(to.resolve(OnnxModel.FILE));
        DjlFolder.write(to, network, OnnxModel.FILE);
        return to;
    }

    @Test
    void anImageIsClassifiedWithTheNamesOfTheClasses() throws Exception {
        try (Winner winner = Winner.digits(folder)) {
            byte[] picture = picture(12, 12);
            Criteria<Image, Classifications> criteria = Criteria.builder()
                    .setTypes(Image.class, Classifications.class)
                    .optModelPath(written(winner))
                    .build();
            try (ZooModel<Image, Classifications> model = criteria.loadModel();
                    Predictor<Image, Classifications> predictor = model.newPredictor()) {
                Classifications seen = predictor.predict(
                        ImageFactory.getInstance().fromInputStream(new ByteArrayInputStream(picture)));
                float[] own = winner.network().predict(new float[][] {pixels()})[0];
                for (int i = 0; i < own.length; i++) {
                    assertThat(seen.get(winner.network().classNames().get(i)).getProbability())
                            .isCloseTo(own[i], within(1e-5));
                }
                assertThat(seen.topK()).hasSize(5);
            }
        }
    }

    @Test
    void aServerGetsAnImagesBytesAndAnswersInJson() throws Exception {
        try (Winner winner = Winner.digits(folder)) {
            Criteria<Input, Output> criteria = Criteria.builder()
                    .setTypes(Input.class, Output.class)
                    .optModelPath(written(winner))
                    .build();
            try (ZooModel<Input, Output> model = criteria.loadModel();
                    Predictor<Input, Output> predictor = model.newPredictor()) {
                Input input = new Input();
                input.add(picture(12, 12));
                Output output = predictor.predict(input);
                assertThat(output.getCode()).isEqualTo(200);
                assertThat(output.getData().getAsString()).contains("className", "probability");
            }
        }
    }

    @Test
    void anImageOfAnotherSizeIsResized() throws Exception {
        try (Winner winner = Winner.digits(folder)) {
            Criteria<Image, Classifications> criteria = Criteria.builder()
                    .setTypes(Image.class, Classifications.class)
                    .optModelPath(written(winner))
                    .build();
            try (ZooModel<Image, Classifications> model = criteria.loadModel();
                    Predictor<Image, Classifications> predictor = model.newPredictor()) {
                Image large = ImageFactory.getInstance().fromInputStream(new ByteArrayInputStream(picture(40, 30)));
                assertThat(predictor.predict(large).getProbabilities()).isNotEmpty();
            }
        }
    }

    @Test
    void rowsOfNumbersLoadAsArraysAndAreServedAsJson() throws Exception {
        try (Winner winner = Winner.numbers(folder)) {
            Path to = written(winner);
            assertThat(to.resolve(DjlFolder.CLASSES)).doesNotExist();
            float[] row = winner.data().test().raw().features(0);
            float[] own = winner.network().predict(new float[][] {row})[0];
            Criteria<NDList, NDList> criteria = Criteria.builder()
                    .setTypes(NDList.class, NDList.class)
                    .optModelPath(to)
                    .build();
            try (ZooModel<NDList, NDList> model = criteria.loadModel();
                    Predictor<NDList, NDList> predictor = model.newPredictor()) {
                NDList seen = predictor.predict(new NDList(model.getNDManager().create(new float[][] {row})));
                assertThat(seen.singletonOrThrow().toFloatArray()).containsExactly(own, within(1e-2f));
            }
            assertThat(served(to, "{\"inputs\": [" + Arrays.toString(row) + "]}"))
                    .containsExactly(own, within(1e-2f));
        }
    }

    private static float[] served(Path folder, String json) throws Exception {
        Criteria<Input, Output> criteria = Criteria.builder()
                .setTypes(Input.class, Output.class)
                .optModelPath(folder)
                .build();
        try (ZooModel<Input, Output> model = criteria.loadModel();
                Predictor<Input, Output> predictor = model.newPredictor()) {
            Input input = new Input();
            input.addProperty("Content-Type", "application/json");
            input.addProperty("Accept", "application/json");
            input.add(json);
            Output output = predictor.predict(input);
            String[] numbers =
                    output.getData().getAsString().replaceAll("[^-0-9.,E]", "").split(",");
            float[] served = new float[numbers.length];
            for (int i = 0; i < served.length; i++) {
                served[i] = Float.parseFloat(numbers[i]);
            }
            return served;
        }
    }

    @Test
    void aNameThatDjlsListCantHoldIsRefused() throws Exception {
        try (Winner winner = Winner.named(List.of("fine", "two\nlines"), folder)) {
            assertThatThrownBy(() -> DjlFolder.write(folder, winner.network(), OnnxModel.FILE))
                    .isInstanceOf(OnnxException.class)
                    .hasMessageContaining("two\nlines")
                    .hasMessageContaining("Maybe export it as onnx");
        }
    }

    private static int brightness(int x, int y) {
        return (37 * x + 91 * y) % 256;
    }

    private static float[] pixels() {
        float[] pixels = new float[144];
        for (int y = 0; y < 12; y++) {
            for (int x = 0; x < 12; x++) {
                pixels[12 * y + x] = brightness(x, y) / 255f;
            }
        }
        return pixels;
    }

    private static byte[] picture(int width, int height) throws Exception {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, brightness(x, y) * 0x010101);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }
}
