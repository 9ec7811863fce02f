package io.lanista.djl.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.lanista.djl.backend.Initial;
import io.lanista.djl.backend.Masks;
import io.lanista.djl.backend.Tensors;
import java.util.Map;

/**
 * Linear maps. Convolutions start from He's normal rule, linear layers from PyTorch's uniform one, biases from zero,
 * embeddings from a standard normal distribution.
 */
final class ConvolutionLayers {
    private ConvolutionLayers() {}

    static Map<String, LayerBuilder> builders() {
        return Map.of(
                "conv1d",
                site -> convolution(site, 1),
                "conv2d",
                site -> convolution(site, 2),
                "linear",
                ConvolutionLayers::linear,
                "embedding",
                ConvolutionLayers::embedding);
    }

    private static Computation convolution(LayerSite site, int axes) {
        int groups = site.integer("groups");
        long out = site.output().get(0);
        long in = site.input().get(0) / groups;
        Shape kernel = site.sizes("kernel", axes);
        Shape stride = site.sizes("stride", axes);
        Shape padding = site.sizes("padding", axes);
        Shape dilation = site.sizes("dilation", axes);
        long[] shape = new Shape(out, in).addAll(kernel).getShape();
        WeightSlot weight = site.parameter("weight", Initial.kaimingNormal(in * kernel.size()), shape);
        WeightSlot bias = site.parameterIf(site.flag("bias"), "bias", Initial.zeros(), out);
        return new ConvolutionComputation(weight, bias, stride, padding, dilation, groups);
    }

    private static Computation linear(LayerSite site) {
        long in = site.input().get(site.input().rank() - 1);
        long units = site.integer("units");
        WeightSlot weight = site.parameter("weight", Initial.torchDefault(in), units, in);
        WeightSlot bias = site.parameterIf(site.flag("bias"), "bias", Initial.zeros(), units);
        return (StackedComputation) (inputs, pass) -> pass.linear(inputs.get(0), weight, bias);
    }

    private static Computation embedding(LayerSite site) {
        WeightSlot table =
                site.parameter("table", Initial.normal(0, 1), site.integer("vocabulary"), site.integer("features"));
        boolean padding = site.flag("padding");
        return (StackedComputation) (inputs, pass) -> {
            NDArray codes = inputs.get(0);
            NDArray rows = pass.rows(codes.toType(DataType.INT64, false), table);
            return padding ? Tensors.multiply(rows, Masks.column(codes)) : rows;
        };
    }
}
