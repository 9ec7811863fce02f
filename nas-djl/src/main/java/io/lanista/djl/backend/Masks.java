package io.lanista.djl.backend;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** What is there of sequences of different lengths: steps whose code isn't 0. Those of code 0 stand at the end. */
public final class Masks {
    private static final double NEVER = 1e9;

    private Masks() {}

    /** 1 for each step that is there, else 0: {@code (batch, steps)}. */
    public static NDArray of(NDArray codes) {
        return Scalars.clamp(codes, 0, 1);
    }

    /** The same with an axis for features behind: {@code (…, 1)}. */
    public static NDArray column(NDArray codes) {
        return JniUtils.unsqueeze(Pt.of(of(codes)), codes.getShape().dimension());
    }

    /** What is added to attention's scores so that steps that aren't there get no weight: {@code (batch, 1, 1, steps)}. */
    public static NDArray ofScores(NDArray codes) {
        NDArray negative = Scalars.times(Scalars.plus(of(codes), -1), NEVER);
        return Tensors.reshape(
                negative, codes.getShape().get(0), 1, 1, codes.getShape().get(1));
    }

    /** The features of the last step that is there, {@code (batch, features)}; zeros if there is none. */
    public static NDArray last(NDArray states, NDArray codes) {
        NDArray mask = of(codes);
        long steps = codes.getShape().get(1);
        PtNDArray next = JniUtils.cat(
                new PtNDArray[] {
                    Pt.of(Tensors.slice(mask, 1, 1, steps)), Pt.of(Scalars.times(Tensors.slice(mask, 1, 0, 1), 0))
                },
                1);
        PtNDArray isLast = JniUtils.sub(Pt.of(mask), next);
        return sum(Tensors.multiply(states, JniUtils.unsqueeze(isLast, 2)));
    }

    /** The mean over the steps that are there; zeros if there is none. */
    public static NDArray mean(NDArray states, NDArray codes) {
        NDArray count = Scalars.clamp(JniUtils.sum(Pt.of(of(codes)), new long[] {1}, true), 1, NEVER);
        return JniUtils.div(Pt.of(sum(Tensors.multiply(states, column(codes)))), Pt.of(count));
    }

    /** The maximum over the steps that are there; zeros if there is none. */
    public static NDArray max(NDArray states, NDArray codes) {
        NDArray mask = column(codes);
        NDArray masked = Tensors.add(Tensors.multiply(states, mask), Scalars.times(Scalars.plus(mask, -1), NEVER));
        NDArray any = Scalars.clamp(JniUtils.sum(Pt.of(of(codes)), new long[] {1}, true), 0, 1);
        return Tensors.multiply(max(masked), any);
    }

    /** The maximum over all steps: {@code (batch, features)}. */
    public static NDArray max(NDArray states) {
        return JniUtils.max(Pt.of(states), 1, false);
    }

    private static NDArray sum(NDArray states) {
        return JniUtils.sum(Pt.of(states), new long[] {1}, false);
    }
}
