package io.lanista.djl.backend;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every operation's gradient is what central differences say. */
class OperationGradientsTest {
    private static final Shape IMAGE = new Shape(2, 4, 5, 5);
    private static final Shape ROWS = new Shape(3, 6);

    @TestFactory
    Stream<DynamicTest> scalars() {
        return Stream.of(
                check("times", (c, in) -> Scalars.times(in.get(0), 2.5), ROWS),
                check("over", (c, in) -> Scalars.over(in.get(0), 2.5), ROWS),
                check("plus", (c, in) -> Scalars.plus(Scalars.power(in.get(0), 2), 2.5), ROWS),
                check("power", (c, in) -> Scalars.power(in.get(0), 3), ROWS),
                check("clamp", (c, in) -> Scalars.clamp(in.get(0), -1, 2), ROWS));
    }

    @TestFactory
    Stream<DynamicTest> activations() {
        return Stream.of(
                check("relu", (c, in) -> Activations.relu(in.get(0)), ROWS),
                check("relu6", (c, in) -> Activations.relu6(Scalars.times(in.get(0), 2)), ROWS),
                check("leaky relu", (c, in) -> Activations.leakyRelu(in.get(0), 0.2), ROWS),
                check("elu", (c, in) -> Activations.elu(in.get(0), 1.3), ROWS),
                check("selu", (c, in) -> Activations.selu(in.get(0)), ROWS),
                check("gelu", (c, in) -> Activations.gelu(in.get(0)), ROWS),
                check("silu", (c, in) -> Activations.silu(in.get(0)), ROWS),
                check("mish", (c, in) -> Activations.mish(in.get(0)), ROWS),
                check("softplus", (c, in) -> Activations.softplus(in.get(0)), ROWS),
                check("hard sigmoid", (c, in) -> Activations.hardSigmoid(in.get(0)), ROWS),
                check("hard swish", (c, in) -> Activations.hardSwish(in.get(0)), ROWS),
                check("sigmoid", (c, in) -> Activations.sigmoid(in.get(0)), ROWS),
                check("tanh", (c, in) -> Activations.tanh(in.get(0)), ROWS),
                check("softmax", (c, in) -> Activations.softmax(in.get(0), -1), ROWS),
                check("log softmax", (c, in) -> Activations.logSoftmax(in.get(0), 1), ROWS));
    }

    @TestFactory
    Stream<DynamicTest> layers() {
        return Stream.of(
                check(
                        "linear",
                        (c, in) -> Layers.linear(in.get(0), in.get(1), in.get(2)),
                        ROWS,
                        new Shape(4, 6),
                        new Shape(4)),
                check(
                        "linear without bias",
                        (c, in) -> Layers.linear(in.get(0), in.get(1), null),
                        ROWS,
                        new Shape(4, 6)),
                check(
                        "convolution",
                        (c, in) -> Layers.conv2d(in.get(0), in.get(1), in.get(2), 2, 1, 1, 1),
                        IMAGE,
                        new Shape(3, 4, 3, 3),
                        new Shape(3)),
                check(
                        "convolution that reads every other place",
                        (c, in) -> Layers.conv2d(in.get(0), in.get(1), in.get(2), 2, 0, 1, 1),
                        IMAGE,
                        new Shape(3, 4, 1, 1),
                        new Shape(3)),
                check(
                        "dilated grouped convolution",
                        (c, in) -> Layers.conv2d(in.get(0), in.get(1), null, 1, 2, 2, 2),
                        IMAGE,
                        new Shape(4, 2, 3, 3)),
                check(
                        "depthwise convolution",
                        (c, in) -> Layers.conv2d(in.get(0), in.get(1), null, 1, 1, 1, 4),
                        IMAGE,
                        new Shape(4, 1, 3, 3)),
                check(
                        "rectangular convolution",
                        (c, in) -> Layers.convolution(
                                in.get(0), in.get(1), null, new Shape(1, 1), new Shape(0, 2), new Shape(1, 1), 1),
                        IMAGE,
                        new Shape(2, 4, 1, 5)),
                check(
                        "convolution of sequences",
                        (c, in) -> Layers.conv1d(in.get(0), in.get(1), in.get(2), 2, 1, 1, 1),
                        new Shape(2, 3, 7),
                        new Shape(2, 3, 3),
                        new Shape(2)),
                check("embedding", (c, in) -> Layers.embedding(indices(in.get(0)), in.get(0)), new Shape(4, 3)));
    }

    @TestFactory
    Stream<DynamicTest> normalization() {
        Shape channels = new Shape(4);
        return Stream.of(
                check("batch norm, training", (c, in) -> batchNorm(c, in, true), IMAGE, channels, channels),
                check("batch norm, evaluating", (c, in) -> batchNorm(c, in, false), IMAGE, channels, channels),
                check("plain batch norm", (c, in) -> batchNorm(c, in, true), IMAGE),
                check("batch norm of rows", (c, in) -> batchNorm(c, in, true), ROWS),
                check(
                        "layer norm",
                        (c, in) -> Normalization.layerNorm(c, in.get(0), in.get(1), in.get(2)),
                        ROWS,
                        new Shape(6),
                        new Shape(6)),
                check("plain layer norm", (c, in) -> Normalization.layerNorm(c, in.get(0), null, null), ROWS),
                check(
                        "group norm",
                        (c, in) -> Normalization.groupNorm(c, in.get(0), 2, in.get(1), in.get(2)),
                        IMAGE,
                        channels,
                        channels));
    }

    @TestFactory
    Stream<DynamicTest> pooling() {
        return Stream.of(
                check("max", (c, in) -> Pooling.max(in.get(0), 3, 2, 1), IMAGE),
                check("average", (c, in) -> Pooling.average(c, in.get(0), 3, 1, 1), IMAGE),
                check("average with stride", (c, in) -> Pooling.average(c, in.get(0), 3, 2, 1), IMAGE),
                check("average without padding", (c, in) -> Pooling.average(c, in.get(0), 2, 2, 0), IMAGE),
                check(
                        "average of sequences",
                        (c, in) -> Pooling.average(c, in.get(0), new Shape(3), new Shape(1), new Shape(1)),
                        new Shape(2, 3, 5)),
                check("global average", (c, in) -> Pooling.globalAverage(in.get(0)), IMAGE),
                check("adaptive average", (c, in) -> Pooling.adaptiveAverage(in.get(0), 2, 3), IMAGE));
    }

    @TestFactory
    Stream<DynamicTest> losses() {
        return Stream.of(
                check("cross-entropy", (c, in) -> Losses.crossEntropy(in.get(0), labels(in.get(0)), 0), ROWS),
                check("smoothed", (c, in) -> Losses.crossEntropy(in.get(0), labels(in.get(0)), 0.1), ROWS),
                check(
                        "soft targets",
                        (c, in) -> Losses.softCrossEntropy(
                                in.get(0),
                                Activations.softmax(Autograd.detach(c.ones(18)).reshape(3, 6), 1)),
                        ROWS),
                check("squared", (c, in) -> Losses.meanSquaredError(in.get(0), in.get(1)), ROWS, ROWS),
                check("absolute", (c, in) -> Losses.meanAbsoluteError(in.get(0), in.get(1)), ROWS, ROWS));
    }

    @TestFactory
    Stream<DynamicTest> cuttingAndJoining() {
        return Stream.of(
                check("concat", (c, in) -> Tensors.concat(in, 1), ROWS, new Shape(3, 2)),
                check("stack", (c, in) -> Tensors.stack(in, 0), ROWS, ROWS),
                check("mean", (c, in) -> Tensors.mean(in), ROWS, ROWS, ROWS),
                check("slice", (c, in) -> Tensors.slice(in.get(0), 1, 2, 5), ROWS),
                check("split", (c, in) -> Tensors.split(in.get(0), 1, 2, 4).get(1), ROWS),
                check("pad", (c, in) -> Tensors.pad(in.get(0), 1, 0, 2, 1, 0.5), new Shape(1, 2, 3, 3)),
                check("permute", (c, in) -> Tensors.permute(in.get(0), 0, 2, 3, 1), IMAGE),
                check("flatten", (c, in) -> Tensors.flatten(in.get(0)), IMAGE));
    }

    @TestFactory
    Stream<DynamicTest> noise() {
        return Stream.of(
                check("dropout", (c, in) -> Noise.dropout(in.get(0), 0.4, new SplittableRandom(3)), ROWS),
                check("drop-path", (c, in) -> Noise.dropPath(in.get(0), 0.4, new SplittableRandom(3)), ROWS));
    }

    @TestFactory
    Stream<DynamicTest> sequences() {
        Shape sequence = new Shape(2, 3, 4);
        return Stream.of(
                check(
                        "attention",
                        (c, in) -> Attention.mergeHeads(Attention.scaledDotProduct(
                                Attention.splitHeads(in.get(0), 2),
                                Attention.splitHeads(in.get(1), 2),
                                Attention.splitHeads(in.get(2), 2),
                                null)),
                        sequence,
                        sequence,
                        sequence),
                check(
                        "lstm",
                        (c, in) -> Recurrent.lstm(in.get(0), in.get(1), in.get(2), in.get(3), in.get(4)),
                        sequence,
                        new Shape(12, 4),
                        new Shape(12, 3),
                        new Shape(12),
                        new Shape(12)),
                check(
                        "gru",
                        (c, in) -> Recurrent.last(Recurrent.gru(in.get(0), in.get(1), in.get(2), null, null)),
                        sequence,
                        new Shape(9, 4),
                        new Shape(9, 3)));
    }

    private static DynamicTest check(String name, GradientCheck.Operation operation, Shape... shapes) {
        return DynamicTest.dynamicTest(name, new GradientCheck(operation, shapes)::run);
    }

    private static NDArray batchNorm(Constants constants, List<NDArray> inputs, boolean training) {
        NDArray x = inputs.get(0);
        NDManager manager = x.getManager();
        long channels = x.getShape().get(1);
        return Normalization.batchNorm(
                constants,
                x,
                inputs.size() > 1 ? inputs.get(1) : null,
                inputs.size() > 1 ? inputs.get(2) : null,
                manager.full(new Shape(channels), 0.3f),
                manager.full(new Shape(channels), 1.7f),
                training);
    }

    private static NDArray indices(NDArray any) {
        return Tensors.of(any.getManager(), new long[] {1, 3, 3, 0, 1, 1}, 2, 3);
    }

    private static NDArray labels(NDArray any) {
        return Tensors.of(any.getManager(), new long[] {5, 0, 2}, 3);
    }
}
