package io.lanista.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import io.lanista.djl.data.Standardization;
import io.lanista.onnx.graph.ElementType;
import io.lanista.onnx.graph.GraphBuilder;
import io.lanista.onnx.graph.OnnxConstant;
import io.lanista.onnx.graph.OnnxException;
import io.lanista.onnx.graph.OnnxGraph;
import io.lanista.onnx.graph.OnnxModel;
import io.lanista.onnx.graph.OnnxNode;
import io.lanista.onnx.graph.OnnxOperator;
import io.lanista.onnx.runtime.OnnxArray;
import io.lanista.onnx.runtime.OnnxRuntime;
import io.lanista.onnx.runtime.OnnxSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the standard and its runtimes differ from what one expects, each with what keeps us out of it. */
class TrapsTest {
    private static final Shape SEQUENCE = Shape.of(5, 4);
    private static final Shape IMAGE = Shape.of(2, 6, 6);
    private static final double TOLERANCE = 1e-5;

    static Stream<LayerCase> cases() {
        return LayerCase.all().stream();
    }

    /** Automatic padding differs at a stride of 2, layout 1 is refused, and later versions of the standard changed some operators. */
    @ParameterizedTest
    @MethodSource("cases")
    void operatorsThatRuntimesReadDifferentlyAreNotUsed(LayerCase example) {
        try (BothWays both = new BothWays(example.model())) {
            for (OnnxNode node : both.onnx().graph().nodes()) {
                assertThat(node.operator().attributes()).doesNotContainKeys("auto_pad", "layout");
                assertThat(node.operator().type()).isNotIn("GroupNormalization", "ReduceSum", "Gelu", "Sum", "Mean");
                if (node.operator().type().equals("ReduceMean")) {
                    assertThat(OnnxModel.OPSET)
                            .as("from 18 on, axes are an input")
                            .isLessThan(18);
                    assertThat(node.operator().attributes()).containsKey("axes");
                }
            }
        }
    }

    @Test
    void strideTwoAndEvenKernelsPadAsWrittenOut() {
        assertSame(LayerCase.of(IMAGE, "conv2d", "stride", 2, "kernel", 3));
        assertSame(LayerCase.of(IMAGE, "conv2d", "stride", 2, "kernel", 4, "padding", 2));
        assertSame(LayerCase.of(IMAGE, "conv2d", "stride", 1, "kernel", 2, "padding", 1));
    }

    @Test
    void theGatesOfAnLstmAreInTheStandardsOrder() {
        assertSame(LayerCase.of(SEQUENCE, "lstm", "units", 3, "returns", "sequence"));
        try (BothWays both = new BothWays(
                LayerCase.of(SEQUENCE, "lstm", "units", 2, "bias", false).model())) {
            OnnxGraph graph = both.onnx().graph();
            float[] theirs = constant(graph, "layer.input_weight").values();
            int gate = theirs.length / 4;
            List<float[]> inputs = both.inputs(2, 0);
            float[] own = both.own(inputs, 2);
            // Our own order in the operator gives other results, so the order matters.
            OnnxGraph wrong = with(
                    graph,
                    OnnxConstant.floats("layer.input_weight", new long[] {1, 8, 4}, swapped(theirs, gate, 1, 3)));
            float[] swapped = run(both.onnx().withGraph(wrong), inputs.get(0), 2, SEQUENCE);
            assertThat(BothWays.difference(own, swapped)).isGreaterThan(0.01);
        }
    }

    @Test
    void aGruAddsItsHiddenBiasBeforeTheResetGate() {
        assertSame(LayerCase.of(SEQUENCE, "gru", "units", 3, "returns", "sequence"));
        try (BothWays both =
                new BothWays(LayerCase.of(SEQUENCE, "gru", "units", 3).model())) {
            List<float[]> inputs = both.inputs(2, 0);
            List<OnnxNode> nodes = new ArrayList<>();
            for (OnnxNode node : both.onnx().graph().nodes()) {
                OnnxOperator plain = OnnxOperator.of("GRU").integer("hidden_size", 3);
                nodes.add(
                        node.operator().type().equals("GRU")
                                ? new OnnxNode(node.name(), plain, node.inputs(), node.outputs())
                                : node);
            }
            OnnxGraph graph = both.onnx().graph();
            OnnxGraph wrong = new OnnxGraph(graph.name(), graph.inputs(), graph.outputs(), nodes, graph.constants());
            float[] other = run(both.onnx().withGraph(wrong), inputs.get(0), 2, SEQUENCE);
            assertThat(BothWays.difference(both.own(inputs, 2), other)).isGreaterThan(0.001);
        }
    }

    @Test
    void paddingIsNeverNegative() {
        try (BothWays both = new BothWays(LayerCase.of(IMAGE, "shift").model())) {
            assertThat(both.onnx().graph().nodes().stream()
                            .map(node -> node.operator().type()))
                    .startsWith("Pad", "Slice");
            assertThat(both.difference(2, 0)).isZero();
        }
    }

    @Test
    void whatStandsForTheStandardisedZeroIsPaddedAndNotTheRawOne() throws Exception {
        Model model = Model.named("padded")
                .input("image", 2, 6, 6)
                .then("conv", Layer.of("conv2d", "kernel", 5))
                .build();
        Standardization far = new Standardization(List.of(40.0, -7.0), List.of(3.0, 0.5));
        try (BothWays both = new BothWays(model)) {
            float[] raw = both.inputs(1, 0).get(0);
            float[] standardised = raw.clone();
            far.apply(standardised, 2, 6, 6);
            float[] own = both.own(List.of(standardised), 1);
            OnnxModel onnx = behind(new StandardizedInput(IMAGE, far), both.onnx());
            assertThat(BothWays.difference(own, run(onnx, raw, 1, IMAGE))).isLessThan(TOLERANCE);
        }
    }

    /** Puts an input part before a graph with one input. */
    private static OnnxModel behind(InputPart part, OnnxModel model) {
        GraphBuilder before = new GraphBuilder("behind");
        String value = part.add(before);
        OnnxGraph first = before.build();
        OnnxGraph second = model.graph();
        List<OnnxNode> nodes = new ArrayList<>(first.nodes());
        for (OnnxNode node : second.nodes()) {
            List<String> reads = node.inputs().stream()
                    .map(read -> read.equals(InputPart.NAME) ? value : read)
                    .toList();
            nodes.add(new OnnxNode(node.name(), node.operator(), reads, node.outputs()));
        }
        List<OnnxConstant> constants = new ArrayList<>(first.constants());
        constants.addAll(second.constants());
        return model.withGraph(new OnnxGraph("behind", first.inputs(), second.outputs(), nodes, constants));
    }

    @Test
    void aGroupNormScalesEachChannel() {
        assertSame(LayerCase.of(Shape.of(6, 3, 3), "group_norm", "groups", 2));
    }

    @Test
    void activationsAreExactAndNotApproximated() {
        assertSame(LayerCase.of(IMAGE, "hard_sigmoid"));
        assertSame(LayerCase.of(IMAGE, "hard_swish"));
        assertSame(LayerCase.of(IMAGE, "gelu"));
    }

    @Test
    void theLayersOwnEpsilonIsUsed() {
        assertSame(LayerCase.of(IMAGE, "batch_norm", "epsilon", 0.3));
        assertSame(LayerCase.of(IMAGE, "group_norm", "groups", 1, "epsilon", 0.3));
        assertSame(LayerCase.of(SEQUENCE, "layer_norm", "epsilon", 0.3));
    }

    @Test
    void boundsAreSingleAndPlacesLong() {
        try (BothWays clip = new BothWays(LayerCase.of(IMAGE, "relu6").model());
                BothWays slice = new BothWays(
                        LayerCase.of(IMAGE, "narrow", "channels", 1).model())) {
            assertThat(clip.onnx().graph().constants())
                    .extracting(OnnxConstant::type)
                    .containsOnly(ElementType.FLOAT);
            assertThat(slice.onnx().graph().constants())
                    .extracting(OnnxConstant::type)
                    .containsOnly(ElementType.INT64);
        }
    }

    @Test
    void aNumberOutsideTheTableIsRefusedOnBothSides() {
        try (BothWays both = new BothWays(LayerCase.of(Shape.of(2), "embedding", "vocabulary", 3, "features", 2)
                .model())) {
            for (float wrong : new float[] {-1, 3}) {
                List<float[]> inputs = List.of(new float[] {0, wrong});
                assertThatThrownBy(() -> both.own(inputs, 1)).isInstanceOf(RuntimeException.class);
                assertThatThrownBy(() -> both.onnx(inputs, 1)).isInstanceOf(OnnxException.class);
            }
        }
    }

    @Test
    void zeroIsZeroWhateverGoesIn() {
        try (BothWays both = new BothWays(LayerCase.of(Shape.of(2), "zero").model())) {
            float[] odd = {Float.POSITIVE_INFINITY, Float.NaN};
            assertThat(both.onnx(List.of(odd), 1).values()).containsExactly(0, 0);
            assertThat(both.own(List.of(odd), 1)).containsExactly(0, 0);
        }
    }

    @Test
    void averagesCountPaddingOnlyWhereTheLayerSaysSo() {
        assertSame(LayerCase.of(IMAGE, "avg_pool2d", "kernel", 3, "stride", 2, "padding", 1));
        assertSame(
                LayerCase.of(IMAGE, "avg_pool2d", "kernel", 3, "stride", 2, "padding", 1, "count_include_pad", true));
    }

    private static void assertSame(LayerCase example) {
        try (BothWays both = new BothWays(example.model())) {
            assertThat(both.difference(3, 0)).isLessThan(TOLERANCE);
        }
    }

    private static OnnxConstant constant(OnnxGraph graph, String name) {
        return graph.constants().stream()
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static OnnxGraph with(OnnxGraph graph, OnnxConstant replaced) {
        List<OnnxConstant> constants = graph.constants().stream()
                .map(constant -> constant.name().equals(replaced.name()) ? replaced : constant)
                .toList();
        return new OnnxGraph(graph.name(), graph.inputs(), graph.outputs(), graph.nodes(), constants);
    }

    private static float[] swapped(float[] gates, int size, int one, int other) {
        float[] swapped = gates.clone();
        System.arraycopy(gates, one * size, swapped, other * size, size);
        System.arraycopy(gates, other * size, swapped, one * size, size);
        return swapped;
    }

    private static float[] run(OnnxModel model, float[] input, int batch, Shape shape) {
        try (OnnxSession session = OnnxRuntime.find().orElseThrow().open(model)) {
            OnnxArray array = new OnnxArray(Arrays.copyOf(input, input.length), BothWays.batched(batch, shape));
            return session.run(Map.of(model.graph().inputs().get(0).name(), array))
                    .get("output")
                    .values();
        }
    }
}
