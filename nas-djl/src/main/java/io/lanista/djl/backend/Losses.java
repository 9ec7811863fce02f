package io.lanista.djl.backend;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** Losses, each a recorded 0-dimensional tensor: the mean over the batch. */
public final class Losses {
    private Losses() {}

    /**
     * Cross-entropy of class scores against labels, with label smoothing (Szegedy et al., "Rethinking the Inception
     * Architecture", 2016, section 7): the target gives {@code 1 − smoothing} to the label and spreads {@code smoothing}
     * evenly over all classes.
     *
     * @param logits {@code (batch, classes)}, before any softmax
     * @param labels int64, {@code (batch)}, each in {@code [0, classes)}
     * @param smoothing in {@code [0, 1)}; 0 for none
     */
    public static NDArray crossEntropy(NDArray logits, NDArray labels, double smoothing) {
        PtNDArray logProbabilities = JniUtils.logSoftmax(Pt.of(logits), 1, DataType.FLOAT32);
        PtNDArray column = JniUtils.unsqueeze(Pt.of(labels), 1);
        PtNDArray loss = JniUtils.neg(JniUtils.mean(JniUtils.gather(logProbabilities, column, 1)));
        if (smoothing == 0) {
            return loss;
        }
        NDArray spread = Scalars.times(JniUtils.mean(logProbabilities), -smoothing);
        return JniUtils.add(Pt.of(Scalars.times(loss, 1 - smoothing)), Pt.of(spread));
    }

    /**
     * Cross-entropy of class scores against probabilities.
     *
     * @param logits {@code (batch, classes)}, before any softmax
     * @param targets {@code (batch, classes)}, each row summing to 1
     */
    public static NDArray softCrossEntropy(NDArray logits, NDArray targets) {
        PtNDArray logProbabilities = JniUtils.logSoftmax(Pt.of(logits), 1, DataType.FLOAT32);
        PtNDArray agreement = JniUtils.sum(JniUtils.mul(logProbabilities, Pt.of(targets)));
        return Scalars.times(agreement, -1.0 / logits.getShape().get(0));
    }

    /** The mean of the squared differences; both tensors have the same shape. */
    public static NDArray meanSquaredError(NDArray predicted, NDArray actual) {
        requireSameShape(predicted, actual);
        return JniUtils.mean(JniUtils.square(JniUtils.sub(Pt.of(predicted), Pt.of(actual))));
    }

    /** The mean of the absolute differences; both tensors have the same shape. */
    public static NDArray meanAbsoluteError(NDArray predicted, NDArray actual) {
        requireSameShape(predicted, actual);
        return JniUtils.mean(JniUtils.abs(JniUtils.sub(Pt.of(predicted), Pt.of(actual))));
    }

    /** The number of rows whose largest score is at the label. */
    public static long countCorrect(NDArray logits, NDArray labels) {
        PtNDArray predicted = JniUtils.argMax(Pt.of(logits), 1, false);
        PtNDArray hits = JniUtils.eq(predicted, Pt.of(labels));
        return JniUtils.sum(hits).getLong();
    }

    private static void requireSameShape(NDArray predicted, NDArray actual) {
        if (!predicted.getShape().equals(actual.getShape())) {
            throw new IllegalArgumentException(String.format(
                    "Predictions have shape %s and targets %s. Maybe reshape the targets.",
                    predicted.getShape(), actual.getShape()));
        }
    }
}
