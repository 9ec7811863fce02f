package io.lanista.onnx;

import io.lanista.onnx.graph.OnnxOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Linear maps. */
final class ConvolutionMappings {
    private static final int INT64 = 7;

    private ConvolutionMappings() {}

    static Map<String, LayerMapping> mappings() {
        return Map.of(
                "conv1d",
                layer -> convolution(layer, 1),
                "conv2d",
                layer -> convolution(layer, 2),
                "linear",
                ConvolutionMappings::linear,
                "embedding",
                ConvolutionMappings::embedding);
    }

    private static String convolution(OnnxLayer layer, int axes) {
        OnnxOperator operator = OnnxOperator.of("Conv")
                .integers("kernel_shape", layer.sizes("kernel", axes))
                .integers("strides", layer.sizes("stride", axes))
                .integers("pads", bothSides(layer.sizes("padding", axes)))
                .integers("dilations", layer.sizes("dilation", axes))
                .integer("group", layer.integer("groups"));
        return layer.add(operator, withWeights(layer), 0);
    }

    /** Padding before all axes, then behind them: written out, since the standard's automatic one differs at a stride of 2. */
    static long[] bothSides(long[] padding) {
        return LongStream.concat(LongStream.of(padding), LongStream.of(padding)).toArray();
    }

    private static List<String> withWeights(OnnxLayer layer) {
        List<String> reads = new ArrayList<>(List.of(layer.input(), layer.parameter("weight")));
        if (layer.flag("bias")) {
            reads.add(layer.parameter("bias"));
        }
        return reads;
    }

    private static String linear(OnnxLayer layer) {
        if (layer.inputShape().rank() == 1) {
            return layer.add(OnnxOperator.of("Gemm").integer("transB", 1), withWeights(layer), 0);
        }
        return linear(layer, layer.input(), "");
    }

    /**
     * {@code x · weightᵀ + bias} over the last axis of a tensor with several.
     *
     * @param prefix of the parameters' names
     */
    static String linear(OnnxLayer layer, String x, String prefix) {
        long in = layer.inputShape().get(layer.inputShape().rank() - 1);
        float[] weight = layer.parameterValues(prefix + "weight");
        int columns = Math.toIntExact(in);
        int rows = weight.length / columns;
        String transposed = layer.constant(
                prefix + "weight.transposed", new long[] {columns, rows}, transposed(weight, rows, columns));
        String product = layer.add(OnnxOperator.of("MatMul"), x, transposed);
        return layer.flag("bias")
                ? layer.add(OnnxOperator.of("Add"), product, layer.parameter(prefix + "bias"))
                : product;
    }

    private static float[] transposed(float[] matrix, int rows, int columns) {
        float[] result = new float[matrix.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                result[column * rows + row] = matrix[row * columns + column];
            }
        }
        return result;
    }

    /** A negative number is sent beyond the table, so that it is refused; the look-up itself would count from the end. */
    private static String embedding(OnnxLayer layer) {
        String numbers = layer.add(OnnxOperator.of("Cast").integer("to", INT64), layer.input());
        String negative = layer.add(OnnxOperator.of("Less"), numbers, layer.wholeNumber("zero", 0));
        String checked = layer.add(
                OnnxOperator.of("Where"), negative, layer.wholeNumber("beyond", layer.integer("vocabulary")), numbers);
        String rows = layer.add(OnnxOperator.of("Gather"), layer.parameter("table"), checked);
        if (!layer.flag("padding")) {
            return rows;
        }
        String mask = layer.add(
                OnnxOperator.of("Clip"),
                layer.input(),
                layer.constant("absent", new long[0], 0),
                layer.constant("present", new long[0], 1));
        long[] wide = LongStream.concat(
                        LongStream.concat(
                                LongStream.of(0),
                                LongStream.of(layer.inputShape().toArray())),
                        LongStream.of(1))
                .toArray();
        return layer.add(OnnxOperator.of("Mul"), rows, layer.reshape(mask, wide));
    }
}
