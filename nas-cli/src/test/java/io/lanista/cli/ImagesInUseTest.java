package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A network that was trained on files of MNIST's format, used on all forms that images have. */
class ImagesInUseTest {
    private static final int SIDE = 4;

    @TempDir
    private static Path folder;

    private static Path winner = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void search() throws Exception {
        Path data = Files.createDirectories(folder.resolve("bars"));
        idx(data.resolve("train"), 60);
        idx(data.resolve("t10k"), 9);
        Path file = Files.writeString(folder.resolve("bars.yaml"), """
                name: bars
                space:
                  name: net
                  input: {image: [1, 4, 4]}
                  layers: [flatten, {linear: {units: {choice: width, of: [8, 12]}}}, relu, {linear: {units: outputs}}]
                strategy: in-order
                evaluator: {name: classification, data: {path: bars}, epochs: 8, batch_size: 8, learning_rate: 0.05}
                objective: {minimize: loss}
                budget: {trials: 1}
                executor: inline
                """);
        winner = folder.resolve("winner");
        for (List<String> command : List.of(
                List.of("run", file.toString(), "--out", folder.toString(), "--quiet"),
                List.of("export", folder.resolve("bars-1").toString(), "--to", winner.toString()))) {
            StringWriter told = new StringWriter();
            CommandLine line = Main.commandLine();
            line.setOut(new PrintWriter(told));
            line.setErr(new PrintWriter(told));
            assertThat(line.execute(command.toArray(String[]::new)))
                    .as(told.toString())
                    .isEqualTo(ExitCode.OK);
        }
    }

    /** How bright a pixel of the class 0 (left is white), 3 (above is white) or 7 (all is white) is. */
    private static int pixel(int number, int y, int x) {
        boolean white = number == 7 || (number == 0 ? x < SIDE / 2 : y < SIDE / 2);
        return white ? 255 : 20;
    }

    private static int number(int image) {
        return List.of(0, 3, 7).get(image % 3);
    }

    private static void idx(Path prefix, int count) throws Exception {
        ByteBuffer images = ByteBuffer.allocate(16 + count * SIDE * SIDE);
        images.putInt(0x803).putInt(count).putInt(SIDE).putInt(SIDE);
        ByteBuffer labels = ByteBuffer.allocate(8 + count).putInt(0x801).putInt(count);
        for (int image = 0; image < count; image++) {
            labels.put((byte) number(image));
            for (int i = 0; i < SIDE * SIDE; i++) {
                int noise = image + i > 0 ? (image * 7 + i) % 11 : 0;
                images.put((byte) (pixel(number(image), i / SIDE, i % SIDE) - noise));
            }
        }
        Files.write(Path.of(prefix + "-images-idx3-ubyte"), images.array());
        Files.write(Path.of(prefix + "-labels-idx1-ubyte"), labels.array());
    }

    private int nas(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    @Test
    void theFolderThatWasTrainedOnIsPredictedByItsTestImages() {
        assertThat(nas("predict", winner.toString(), folder.resolve("bars").toString()))
                .as(err.toString())
                .isEqualTo(ExitCode.OK);

        assertThat(out.toString().lines())
                .hasSize(10)
                .startsWith("prediction,p:0,p:3,p:7")
                .element(3)
                .asString()
                .startsWith("7,");
        assertThat(err.toString()).contains("(t10k-images-idx3-ubyte) count");
    }

    @Test
    void imagesAreEvaluatedByTheLabelsBesideThemOrThoseThatAreNamed() throws Exception {
        Path images = folder.resolve("bars/t10k-images-idx3-ubyte");
        assertThat(nas("evaluate", winner.toString(), images.toString(), "--json"))
                .as(err.toString())
                .isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("\"examples\":9,", "\"accuracy\":1.0");

        Path alone = Files.copy(images, folder.resolve("alone"));
        assertThat(nas("evaluate", winner.toString(), alone.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("no answers to compare with", "--labels FILE");
        Path labels = folder.resolve("bars/t10k-labels-idx1-ubyte");
        assertThat(nas("evaluate", winner.toString(), alone.toString(), "--labels", labels.toString()))
                .as(err.toString())
                .isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("9 examples.");
    }

    @Test
    void picturesAreOfTheClassThatAFolderAroundThemIsCalled() throws Exception {
        Path pictures = folder.resolve("pictures");
        for (String place : List.of("train/3/first", "test/3", "test/0")) {
            Path at = Files.createDirectories(pictures.resolve(place));
            BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
            for (int i = 0; i < SIDE * SIDE; i++) {
                int number = place.contains("3") ? 3 : 0;
                picture.getRaster().setSample(i % SIDE, i / SIDE, 0, pixel(number, i / SIDE, i % SIDE));
            }
            ImageIO.write(picture, "png", at.resolve("a.png").toFile());
        }

        assertThat(nas("evaluate", winner.toString(), pictures.toString(), "--json"))
                .as(err.toString())
                .isEqualTo(ExitCode.OK);

        assertThat(out.toString()).contains("\"examples\":3,", "\"accuracy\":1.0");
        assertThat(err.toString()).contains("several folders with classes", "test, train");
        assertThat(nas("predict", winner.toString(), pictures.resolve("test").toString()))
                .isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("file,prediction,p:0,p:3,p:7", "a.png,3,");
    }

    @Test
    void allDataAreTheTestImagesToo() throws Exception {
        String run = folder.resolve("bars-1").toString();

        assertThat(nas(
                        "retrain",
                        run,
                        "--all-data",
                        "--epochs=1",
                        "--out",
                        folder.resolve("again").toString()))
                .as(err.toString())
                .isEqualTo(ExitCode.OK);

        assertThat(out.toString()).contains("69 to train");
    }

    @Test
    void imagesOfAnotherShapeAndTablesAreToldWithWaysOut() throws Exception {
        Path cifar = Files.write(folder.resolve("one.bin"), new byte[3073]);
        assertThat(nas("predict", winner.toString(), cifar.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("(3x32x32)", "takes (1x4x4)", "Maybe write pictures");

        Path table = Files.writeString(folder.resolve("table.csv"), "a,b\n1,2\n");
        assertThat(nas("predict", winner.toString(), table.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("was not trained on a table", "MNIST's");
        assertThat(nas("evaluate", winner.toString(), table.toString(), "--labels", cifar.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("(--labels) is (", "in its columns", "Maybe leave it out");
    }
}
