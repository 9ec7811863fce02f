package io.lanista.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lanista.djl.data.Standardization;
import io.lanista.djl.train.Problem;
import io.lanista.onnx.check.Agreement;
import io.lanista.onnx.check.OnnxPredictor;
import io.lanista.onnx.check.Quality;
import io.lanista.onnx.graph.OnnxModel;
import io.lanista.onnx.graph.OnnxNode;
import io.lanista.onnx.runtime.OnnxRuntime;
import io.lanista.onnx.runtime.OnnxSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxExportTest {
    @TempDir
    private Path folder;

    private final OnnxRuntime runtime = OnnxRuntime.find().orElseThrow();

    @Test
    void rawPixelsGoInAndProbabilitiesComeOut() throws Exception {
        try (Winner winner = Winner.digits(folder);
                OnnxSession session = runtime.open(OnnxExport.of(winner.network(), OnnxMappings.standard()))) {
            OnnxPredictor onnx = new OnnxPredictor(session, winner.input());
            Agreement agreement =
                    Agreement.of(winner.network(), onnx, winner.data().test());
            assertThat(agreement.examples()).isEqualTo(winner.data().test().size());
            assertThat(agreement.difference()).isLessThan(Agreement.TOLERANCE);
            assertThat(agreement.isClose()).isTrue();
            float[] probabilities =
                    onnx.predict(new float[][] {winner.data().test().raw().features(0)})[0];
            double sum = 0;
            for (float probability : probabilities) {
                sum += probability;
            }
            assertThat(sum).isCloseTo(1, within(1e-5));
            assertThat(Quality.of(onnx, winner.data().test()).value())
                    .isCloseTo(
                            winner.network()
                                    .measure(
                                            Problem.of(winner.data()),
                                            winner.data().test(),
                                            () -> {})
                                    .get("accuracy"),
                            within(1e-9));
        }
    }

    @Test
    void predictedNumbersAreInTheirOwnUnits() throws Exception {
        try (Winner winner = Winner.numbers(folder);
                OnnxSession session = runtime.open(OnnxExport.of(winner.network(), OnnxMappings.standard()))) {
            OnnxPredictor onnx = new OnnxPredictor(session, winner.input());
            assertThat(Agreement.of(winner.network(), onnx, winner.data().test())
                            .isClose())
                    .isTrue();
            float[] numbers =
                    onnx.predict(new float[][] {winner.data().test().raw().features(0)})[0];
            assertThat(numbers[1]).isBetween(1_900f, 2_100f);
            assertThat(Quality.of(onnx, winner.data().test()).value())
                    .isCloseTo(
                            winner.network()
                                    .measure(
                                            Problem.of(winner.data()),
                                            winner.data().test(),
                                            () -> {})
                                    .get("rmse"),
                            within(1e-4));
        }
    }

    @Test
    void pixelsMayComeInAnotherScale() throws Exception {
        try (Winner winner = Winner.digits(folder)) {
            double white = 0.25;
            InputPart input = new StandardizedInput(
                    winner.network().inputShape(), winner.network().inputScale(), white);
            OnnxModel model = OnnxExport.of(winner.network(), input, OnnxMappings.standard());
            try (OnnxSession session = runtime.open(model)) {
                OnnxPredictor onnx = new OnnxPredictor(session, input);
                assertThat(Agreement.of(winner.network(), onnx, winner.data().test())
                                .isClose())
                        .isTrue();
                assertThat(model.metadata().get("input")).contains("a 1 stands for 0.25");
            }
        }
    }

    @Test
    void aDisagreementIsFound() throws Exception {
        try (Winner winner = Winner.numbers(folder)) {
            Standardization other = Standardization.identity(4);
            InputPart wrong = new StandardizedInput(winner.network().inputShape(), other);
            try (OnnxSession session = runtime.open(OnnxExport.of(winner.network(), wrong, OnnxMappings.standard()))) {
                OnnxPredictor onnx = new OnnxPredictor(session, winner.input());
                assertThat(Agreement.of(winner.network(), onnx, winner.data().test())
                                .isClose())
                        .isFalse();
            }
        }
    }

    @Test
    void theMetadataSayWhatGoesInAndWhatComesOut() throws Exception {
        List<String> names = List.of("a \"b\"", "c\\d", "tab\there", "日本", "😀");
        try (Winner winner = Winner.named(names, folder);
                OnnxSession session = runtime.open(
                        OnnxExport.of(winner.network(), OnnxMappings.standard()).with("more", "yes"))) {
            Map<String, String> metadata = session.metadata();
            assertThat(metadata)
                    .containsEntry("prediction", "probabilities")
                    .containsEntry(
                            "class_names", "[\"a \\\"b\\\"\",\"c\\\\d\",\"tab\\u0009here\",\"日本\",\"\\ud83d\\ude00\"]")
                    .containsEntry("architecture", winner.network().model().hash())
                    .containsEntry("more", "yes");
            assertThat(metadata.get("input")).contains("(batch, columns)");
        }
    }

    @Test
    void equalNetworksGiveEqualFiles() throws Exception {
        try (Winner winner = Winner.digits(folder)) {
            OnnxModel model = OnnxExport.of(winner.network(), OnnxMappings.standard());
            byte[] bytes = model.bytes();
            assertThat(OnnxExport.of(winner.network(), OnnxMappings.standard()).bytes())
                    .isEqualTo(bytes);
            Path file = folder.resolve(OnnxModel.FILE);
            Files.writeString(file, "an earlier one");
            model.write(file);
            assertThat(file).hasBinaryContent(bytes);
            try (var files = Files.list(folder)) {
                assertThat(files.map(path -> path.getFileName().toString())).noneMatch(name -> name.endsWith(".part"));
            }
        }
    }

    @Test
    void masksLeaveNothingBehindAndNamesAreUnique() throws Exception {
        try (Winner winner = Winner.digits(folder)) {
            List<OnnxNode> nodes = OnnxExport.of(winner.network(), OnnxMappings.standard())
                    .graph()
                    .nodes();
            assertThat(nodes.stream().map(OnnxNode::name)).doesNotHaveDuplicates();
            assertThat(nodes.stream().map(node -> node.operator().type()).filter("Identity"::equals))
                    .hasSize(1);
        }
    }
}
