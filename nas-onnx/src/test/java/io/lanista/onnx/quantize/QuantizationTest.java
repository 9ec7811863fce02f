package io.lanista.onnx.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.onnx.OnnxExport;
import io.lanista.onnx.OnnxMappings;
import io.lanista.onnx.Winner;
import io.lanista.onnx.check.Agreement;
import io.lanista.onnx.check.OnnxPredictor;
import io.lanista.onnx.check.Quality;
import io.lanista.onnx.graph.ElementType;
import io.lanista.onnx.graph.OnnxConstant;
import io.lanista.onnx.graph.OnnxGraph;
import io.lanista.onnx.graph.OnnxModel;
import io.lanista.onnx.graph.OnnxNode;
import io.lanista.onnx.runtime.OnnxRuntime;
import io.lanista.onnx.runtime.OnnxSession;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class QuantizationTest {
    @TempDir
    private Path folder;

    private final OnnxRuntime runtime = OnnxRuntime.find().orElseThrow();

    @Test
    void foldedBatchNormsChangeNothing() throws Exception {
        try (Winner winner = Winner.digits(folder)) {
            OnnxModel model = OnnxExport.of(winner.network(), OnnxMappings.standard());
            OnnxModel folded = model.withGraph(BatchNormFolding.fold(model.graph()));
            assertThat(types(folded)).doesNotContain("BatchNormalization");
            assertThat(folded.graph().constants())
                    .hasSizeLessThan(model.graph().constants().size());
            try (OnnxSession session = runtime.open(folded)) {
                Agreement agreement = Agreement.of(
                        winner.network(),
                        new OnnxPredictor(session, winner.input()),
                        winner.data().test());
                assertThat(agreement.difference()).isLessThan(1e-4);
            }
        }
    }

    @Test
    void eightBitsAreSmallerAndPredictAlmostTheSame() throws Exception {
        try (Winner winner = Winner.digits(folder)) {
            OnnxModel model = OnnxExport.of(winner.network(), OnnxMappings.standard());
            OnnxModel small =
                    Quantization.quantize(model, winner.input(), winner.data().train(), runtime);
            assertThat(small.metadata()).isEqualTo(model.metadata());
            try (OnnxSession full = runtime.open(model);
                    OnnxSession bytes = runtime.open(small)) {
                OnnxPredictor before = new OnnxPredictor(full, winner.input());
                OnnxPredictor after = new OnnxPredictor(bytes, winner.input());
                double accuracy = Quality.of(before, winner.data().test()).value();
                assertThat(accuracy).isGreaterThan(0.7);
                assertThat(Quality.of(after, winner.data().test()).value()).isGreaterThan(accuracy - 0.05);
                assertThat(Agreement.of(winner.network(), after, winner.data().test())
                                .difference())
                        .isBetween(Agreement.TOLERANCE, 0.3);
            }
        }
    }

    @Test
    void aTableOfNumbersIsQuantisedToo() throws Exception {
        try (Winner winner = Winner.numbers(folder)) {
            OnnxModel model = OnnxExport.of(winner.network(), OnnxMappings.standard());
            OnnxModel small =
                    Quantization.quantize(model, winner.input(), winner.data().train(), runtime);
            try (OnnxSession full = runtime.open(model);
                    OnnxSession bytes = runtime.open(small)) {
                double rmse = Quality.of(
                                new OnnxPredictor(full, winner.input()),
                                winner.data().test())
                        .value();
                double after = Quality.of(
                                new OnnxPredictor(bytes, winner.input()),
                                winner.data().test())
                        .value();
                assertThat(after).isLessThan(1.2 * rmse + 1);
            }
        }
    }

    @Test
    void weightsStayAwayFromWhereProcessorsSaturateAndTheOutputStaysAsItIs() throws Exception {
        try (Winner winner = Winner.digits(folder)) {
            OnnxModel model = OnnxExport.of(winner.network(), OnnxMappings.standard());
            OnnxGraph graph = Quantization.quantize(
                            model, winner.input(), winner.data().train(), runtime)
                    .graph();
            List<OnnxConstant> weights = graph.constants().stream()
                    .filter(constant -> constant.type() == ElementType.INT8)
                    .toList();
            assertThat(weights).isNotEmpty();
            OnnxNode softmax = graph.nodes().stream()
                    .filter(node -> node.operator().type().equals("Softmax"))
                    .findFirst()
                    .orElseThrow();
            GraphIndex index = new GraphIndex(graph);
            assertThat(index.maker(softmax.inputs().get(0))
                            .orElseThrow()
                            .operator()
                            .type())
                    .isEqualTo("Gemm");
            assertThat(types(model.withGraph(graph))).contains("QuantizeLinear", "DequantizeLinear");
        }
    }

    @Test
    void aPoolUsesTheScaleOfWhatItReads() throws Exception {
        try (Winner winner = Winner.digits(folder)) {
            OnnxModel model = OnnxExport.of(winner.network(), OnnxMappings.standard());
            OnnxGraph graph = Quantization.quantize(
                            model, winner.input(), winner.data().train(), runtime)
                    .graph();
            GraphIndex index = new GraphIndex(graph);
            OnnxNode pool = graph.nodes().stream()
                    .filter(node -> node.operator().type().equals("MaxPool"))
                    .findFirst()
                    .orElseThrow();
            OnnxNode before = index.maker(pool.inputs().get(0)).orElseThrow();
            OnnxNode after = index.onlyReader(GraphIndex.result(pool)).orElseThrow();
            assertThat(before.operator().type()).isEqualTo("DequantizeLinear");
            assertThat(after.operator().type()).isEqualTo("QuantizeLinear");
            assertThat(after.inputs().subList(1, 3)).isEqualTo(before.inputs().subList(1, 3));
        }
    }

    @Test
    void equalNetworksGiveEqualBytes() throws Exception {
        try (Winner winner = Winner.digits(folder)) {
            OnnxModel model = OnnxExport.of(winner.network(), OnnxMappings.standard());
            assertThat(Quantization.quantize(
                                    model, winner.input(), winner.data().train(), runtime)
                            .bytes())
                    .isEqualTo(Quantization.quantize(
                                    model, winner.input(), winner.data().train(), runtime)
                            .bytes());
        }
    }

    private static List<String> types(OnnxModel model) {
        return model.graph().nodes().stream()
                .map(node -> node.operator().type())
                .toList();
    }
}
