package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code nas export} writes and says, on one small run. */
class ExportCommandTest {
    private static final String REPOSITORY = "maven.repo.local";

    @TempDir
    private static Path folder;

    private static Path run = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path scratch;

    @BeforeAll
    static void search() throws Exception {
        Path file = Files.writeString(folder.resolve("experiment.yaml"), """
                name: small
                space:
                  name: net
                  input: {image: [1, 8, 8]}
                  layers:
                    - conv2d: {out_channels: {choice: width, of: [4, 8]}, bias: false}
                    - batch_norm
                    - relu
                    - max_pool2d
                    - flatten
                    - linear: {units: outputs}
                strategy: in-order
                evaluator: {name: classification, data: {source: glyphs, size: 8, per_class: 30}, epochs: 6, learning_rate: 0.05}
                objective: {maximize: accuracy}
                budget: {trials: 1}
                executor: inline
                """);
        StringWriter told = new StringWriter();
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(new StringWriter()));
        line.setErr(new PrintWriter(told));
        assertThat(line.execute(
                        "run", file.toString(), "--out", folder.resolve("runs").toString()))
                .as(told.toString())
                .isEqualTo(ExitCode.OK);
        run = folder.resolve("runs/small-1");
    }

    private int export(String... options) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        String[] arguments = new String[options.length + 4];
        arguments[0] = "export";
        arguments[1] = run.toString();
        arguments[2] = "--to";
        arguments[3] = to().toString();
        System.arraycopy(options, 0, arguments, 4, options.length);
        return line.execute(arguments);
    }

    private Path to() {
        return scratch.resolve("winner");
    }

    /** As on a machine where nobody has fetched ONNX Runtime. */
    private int exportWithoutRuntime(String... options) {
        String before = System.getProperty(REPOSITORY);
        System.setProperty(REPOSITORY, scratch.resolve("repository").toString());
        try {
            return export(options);
        } finally {
            if (before == null) {
                System.clearProperty(REPOSITORY);
            } else {
                System.setProperty(REPOSITORY, before);
            }
        }
    }

    @Test
    void withoutAFormItIsForLanista() {
        assertThat(export()).as(err.toString()).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("Trial 0 is in").contains("measures exactly");
        assertThat(to().resolve("network.bin")).exists();
        assertThat(to().resolve("model.onnx")).doesNotExist();
    }

    @Test
    void asOnnxItIsComparedWithTheNetworkItself() {
        assertThat(export("--as", "onnx")).as(err.toString()).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains("model.onnx has ")
                .contains("it predicts what the network itself predicts on the 60 test examples")
                .doesNotContain("White in");
        assertThat(to().resolve("model.onnx")).exists();
        assertThat(to().resolve("export.json")).exists();
        assertThat(to().resolve("serving.properties")).doesNotExist();
    }

    @Test
    void withoutTheRuntimeItSaysThatItWasNotComparedAndHowItCanBe() {
        assertThat(exportWithoutRuntime("--as", "onnx")).as(err.toString()).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains("model.onnx was not compared with the network itself, since ONNX Runtime is neither on")
                .contains("mvn dependency:get -Dartifact=com.microsoft.onnxruntime:onnxruntime:");
        assertThat(to().resolve("model.onnx")).exists();
    }

    @Test
    void asDjlItHasWhatDjlNeeds() {
        assertThat(export("--as", "djl")).as(err.toString()).isEqualTo(ExitCode.OK);
        assertThat(to().resolve("serving.properties")).content().contains("option.modelName=model\n");
        assertThat(to().resolve("synset.txt")).content().startsWith("0\n1\n");
    }

    @Test
    void withEightBitsItSaysWhatTheyCostAndBring() {
        assertThat(export("--as", "djl", "--quantize")).as(err.toString()).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .containsPattern(
                        "model-8bit.onnx has \\d+ KB. On the test data: accuracy 0\\.\\d{4} \\(before: accuracy 0\\.\\d{4}\\)")
                .contains("A single example takes ");
        assertThat(to().resolve("model-8bit.onnx")).exists();
        assertThat(to().resolve("model.onnx")).exists();
        assertThat(to().resolve("serving.properties")).content().contains("option.modelName=model-8bit\n");
    }

    @Test
    void eightBitsWithoutTheRuntimeAreRefusedBeforeAnythingIsWritten() {
        assertThat(exportWithoutRuntime("--as", "onnx", "--quantize")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("8-bit numbers take ONNX Runtime").contains("Maybe fetch");
        assertThat(to()).doesNotExist();
    }

    @Test
    void eightBitsAreForOnnx() {
        assertThat(export("--quantize")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("(--quantize) is for ONNX").contains("Maybe add --as onnx");
    }

    @Test
    void anUnknownFormIsToldWithThoseThatThereAre() {
        assertThat(export("--as", "tflite")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("tflite")
                .containsIgnoringCase("onnx")
                .containsIgnoringCase("djl");
    }
}
