package io.lanista.djl.backend;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import java.util.Locale;

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
     * The same, where the examples of each class count so much: {@code Σ w·loss / Σ w}.
     *
     * @param weights one for each class
     */
    public static NDArray crossEntropy(NDArray logits, NDArray labels, double smoothing, float... weights) {
        PtNDArray logProbabilities = JniUtils.logSoftmax(Pt.of(logits), 1, DataType.FLOAT32);
        PtNDArray column = JniUtils.unsqueeze(Pt.of(labels), 1);
        NDArray table = Tensors.of(logits.getManager(), weights, weights.length, 1);
        PtNDArray weight = Pt.of(Tensors.reshape(Layers.embedding(labels, table), -1, 1));
        PtNDArray right = JniUtils.gather(logProbabilities, column, 1);
        PtNDArray all = JniUtils.mean(logProbabilities, 1, true);
        NDArray loss =
                Scalars.times(Tensors.add(Scalars.times(right, 1 - smoothing), Scalars.times(all, smoothing)), -1);
        return JniUtils.div(JniUtils.sum(JniUtils.mul(Pt.of(loss), weight)), JniUtils.sum(weight));
    }

    /**
     * The loss of each of several networks, as {@link #crossEntropy(NDArray, NDArray, double)} gives it for each.
     *
     * @param logits {@code (members · examples, classes)}, one network's behind the other's
     * @param labels int64, {@code (members · examples)}
     * @param weights one for each class; none if all count the same
     * @return {@code (members)}
     */
    public static NDArray crossEntropies(
            NDArray logits, NDArray labels, double smoothing, int members, float... weights) {
        PtNDArray logProbabilities = JniUtils.logSoftmax(Pt.of(logits), 1, DataType.FLOAT32);
        NDArray loss = JniUtils.neg(JniUtils.gather(logProbabilities, JniUtils.unsqueeze(Pt.of(labels), 1), 1));
        if (smoothing > 0) {
            NDArray spread = Scalars.times(JniUtils.mean(logProbabilities, 1, true), -smoothing);
            loss = Tensors.add(Scalars.times(loss, 1 - smoothing), spread);
        }
        PtNDArray rows = Pt.of(Tensors.reshape(loss, members, -1));
        if (weights.length == 0) {
            return JniUtils.mean(rows, 1, false);
        }
        NDArray table = Tensors.of(logits.getManager(), weights, weights.length, 1);
        PtNDArray counted = Pt.of(Tensors.reshape(Layers.embedding(labels, table), members, -1));
        long[] along = {1};
        return JniUtils.div(
                JniUtils.sum(JniUtils.mul(rows, counted), along, false), JniUtils.sum(counted, along, false));
    }

    /**
     * The mean of the losses of each of several networks.
     *
     * @param losses of any shape, those of one network behind the other's
     * @return {@code (members)}
     */
    public static NDArray means(NDArray losses, int members) {
        return JniUtils.mean(Pt.of(Tensors.reshape(losses, members, -1)), 1, false);
    }

    /**
     * The same, where each example counts so much.
     *
     * @param counts how much each example counts, {@code (batch)}; 1 on the average of all that are trained on
     * @param weights one for each class; none if all count the same
     * @return the sum of the weighted losses, divided by the number of examples; with class weights, by the sum of these
     */
    public static NDArray crossEntropy(
            NDArray logits, NDArray labels, double smoothing, NDArray counts, float... weights) {
        PtNDArray logProbabilities = JniUtils.logSoftmax(Pt.of(logits), 1, DataType.FLOAT32);
        PtNDArray right = JniUtils.gather(logProbabilities, JniUtils.unsqueeze(Pt.of(labels), 1), 1);
        PtNDArray all = JniUtils.mean(logProbabilities, 1, true);
        PtNDArray count = Pt.of(Tensors.reshape(counts, -1, 1));
        NDArray loss =
                Scalars.times(Tensors.add(Scalars.times(right, 1 - smoothing), Scalars.times(all, smoothing)), -1);
        PtNDArray weighted = JniUtils.mul(Pt.of(loss), count);
        if (weights.length == 0) {
            return JniUtils.mean(weighted);
        }
        NDArray table = Tensors.of(logits.getManager(), weights, weights.length, 1);
        PtNDArray weight = Pt.of(Tensors.reshape(Layers.embedding(labels, table), -1, 1));
        return JniUtils.div(JniUtils.sum(JniUtils.mul(weighted, weight)), JniUtils.sum(weight));
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

    /**
     * Cross-entropy of yes or no questions, several for each example: {@code −y·log σ(x) − (1 − y)·log(1 − σ(x))}, computed as that
     * of two classes with the scores x and 0, which is the same and never overflows.
     *
     * @param logits {@code (batch, questions)}, before any sigmoid
     * @param answers {@code (batch, questions)}, from 0 to 1
     * @return a loss for each question of each example, {@code (batch, questions)}
     */
    public static NDArray binaryCrossEntropies(NDArray logits, NDArray answers) {
        requireSameShape(logits, answers);
        NDArray scores = Tensors.stack(List.of(logits, logits.zerosLike()), 2);
        NDArray no = JniUtils.sub(Pt.of(answers.onesLike()), Pt.of(answers));
        NDArray shares = Tensors.stack(List.of(answers, no), 2);
        PtNDArray agreement = JniUtils.mul(JniUtils.logSoftmax(Pt.of(scores), 2, DataType.FLOAT32), Pt.of(shares));
        return JniUtils.neg(JniUtils.sum(agreement, new long[] {2}, false));
    }

    /** The mean of the squared differences; both tensors have the same shape. */
    public static NDArray meanSquaredError(NDArray predicted, NDArray actual) {
        return JniUtils.mean(Pt.of(squaredErrors(predicted, actual)));
    }

    /** The squared differences; all tensors have the same shape. */
    public static NDArray squaredErrors(NDArray predicted, NDArray actual) {
        requireSameShape(predicted, actual);
        return JniUtils.square(JniUtils.sub(Pt.of(predicted), Pt.of(actual)));
    }

    /** The mean of the absolute differences; both tensors have the same shape. */
    public static NDArray meanAbsoluteError(NDArray predicted, NDArray actual) {
        return JniUtils.mean(Pt.of(absoluteErrors(predicted, actual)));
    }

    /** The absolute differences; all tensors have the same shape. */
    public static NDArray absoluteErrors(NDArray predicted, NDArray actual) {
        requireSameShape(predicted, actual);
        return JniUtils.abs(JniUtils.sub(Pt.of(predicted), Pt.of(actual)));
    }

    /** The mean of losses of any shape. */
    public static NDArray mean(NDArray losses) {
        return JniUtils.mean(Pt.of(losses));
    }

    /**
     * The mean of losses, where each example counts so much.
     *
     * @param losses {@code (batch, numbers)}
     * @param counts how much each example counts, {@code (batch)}; 1 on the average of all that are trained on
     */
    public static NDArray mean(NDArray losses, NDArray counts) {
        return JniUtils.mean(JniUtils.mul(Pt.of(losses), Pt.of(Tensors.reshape(counts, -1, 1))));
    }

    /**
     * The quantile loss (Koenker and Bassett, "Regression Quantiles", 1978): the mean of {@code max(q·e, (q − 1)·e)} of the errors
     * {@code e = actual − predicted}.
     *
     * @param quantile q, between 0 and 1
     */
    public static NDArray pinball(NDArray predicted, NDArray actual, double quantile) {
        return JniUtils.mean(Pt.of(pinballs(predicted, actual, quantile)));
    }

    /** The same for each number by itself, in the shape of all tensors. */
    public static NDArray pinballs(NDArray predicted, NDArray actual, double quantile) {
        requireSameShape(predicted, actual);
        PtNDArray error = JniUtils.sub(Pt.of(actual), Pt.of(predicted));
        return JniUtils.max(Pt.of(Scalars.times(error, quantile)), Pt.of(Scalars.times(error, quantile - 1)));
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
                    Locale.ROOT,
                    "Predictions have shape %s and targets %s. Maybe reshape the targets.",
                    predicted.getShape(),
                    actual.getShape()));
        }
    }
}
