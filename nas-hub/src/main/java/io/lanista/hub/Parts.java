package io.lanista.hub;

import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Subgraph;
import java.util.ArrayList;
import java.util.List;

/** What many convolutional networks are made of. Channels that aren't given are those of the input. */
final class Parts {
    static final Layer NORM = Layer.of("batch_norm");
    static final Layer RELU = Layer.of("relu");
    static final Layer IDENTITY = Layer.of("identity");

    private Parts() {}

    /** A convolution without bias that keeps the number of channels; attributes as names and values in turn. */
    static Layer conv(int kernel, Object... attributes) {
        Layer layer = Layer.of("conv2d", "kernel", kernel, "bias", false);
        for (int i = 0; i < attributes.length; i += 2) {
            layer = layer.with((String) attributes[i], attributes[i + 1]);
        }
        return layer;
    }

    /** Activation, convolution, normalisation, in this order. */
    static Subgraph reluConvNorm(int kernel, Object... attributes) {
        return Graph.sequence(RELU, conv(kernel, attributes), NORM);
    }

    /** Convolution, normalisation, activation, in this order. */
    static Subgraph convNormRelu(int kernel, Object... attributes) {
        return Graph.sequence(conv(kernel, attributes), NORM, RELU);
    }

    static Layer depthwiseSeparable(int kernel, int stride, int dilation) {
        return Layer.of(
                "depthwise_separable_conv2d", "kernel", kernel, "stride", stride, "dilation", dilation, "bias", false);
    }

    /** ReLU, separable convolution, norm, twice; the first one has the stride (DARTS, NASNet). */
    static Subgraph separableTwice(int kernel, int stride) {
        return Graph.sequence(
                RELU, depthwiseSeparable(kernel, stride, 1), NORM, RELU, depthwiseSeparable(kernel, 1, 1), NORM);
    }

    static Subgraph dilated(int kernel, int stride) {
        return Graph.sequence(RELU, depthwiseSeparable(kernel, stride, 2), NORM);
    }

    /** Pooling that keeps the size, but for its stride. */
    static Layer pool(String type, int kernel, int stride) {
        return Layer.of(type, "kernel", kernel, "stride", stride, "padding", kernel / 2);
    }

    /** The input as it is, or halved by a factorised reduction. */
    static Operation skip(int stride) {
        return stride == 1 ? IDENTITY : Layer.of("factorized_reduction");
    }

    static Subgraph classifier(Object outputs, Operation... before) {
        List<Operation> steps = new ArrayList<>(List.of(before));
        steps.add(Layer.of("global_avg_pool"));
        steps.add(Layer.of("linear", "units", outputs));
        return new Subgraph(Graph.chain(steps));
    }
}
