package io.lanista.djl.backend;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Random masks. They are drawn from the trial's Java generator: libtorch's own generator is one for all threads, so a
 * trial's masks would depend on what else runs.
 */
public final class Noise {
    private static final int BITS = 16;

    private Noise() {}

    /**
     * Drops elements with probability {@code rate} and scales the others by {@code 1 / (1 − rate)} (Srivastava et al.,
     * 2014). For training only; leave it out when evaluating. The rate is rounded to a multiple of 2⁻¹⁶.
     *
     * @param rate in {@code [0, 1)}
     */
    public static NDArray dropout(NDArray x, double rate, RandomGenerator random) {
        return masked(x, x.getShape(), rate, random);
    }

    /**
     * Drops whole rows of the batch, with the same scaling ("stochastic depth", Huang et al., 2016; drop-path in the DARTS
     * code).
     *
     * @param x {@code (batch, …)}
     * @param rate in {@code [0, 1)}
     */
    public static NDArray dropPath(NDArray x, double rate, RandomGenerator random) {
        long[] perRow = new long[x.getShape().dimension()];
        Arrays.fill(perRow, 1);
        perRow[0] = x.getShape().get(0);
        return masked(x, new Shape(perRow), rate, random);
    }

    /**
     * {@link #dropout} or {@link #dropPath} of several networks, each with the mask that it would draw alone.
     *
     * @param x {@code (members · batch, …)}, one network's behind the other's
     * @param rows whether whole rows are dropped
     * @param randoms the generator of each
     */
    public static NDArray dropout(NDArray x, double rate, boolean rows, List<? extends RandomGenerator> randoms) {
        if (rate == 0) {
            return x;
        }
        long[] shape = x.getShape().getShape().clone();
        if (rows) {
            Arrays.fill(shape, 1, shape.length, 1);
        }
        shape[0] = x.getShape().get(0) / randoms.size();
        List<PtNDArray> masks = new ArrayList<>();
        for (RandomGenerator random : randoms) {
            masks.add(mask(x.getManager(), new Shape(shape), rate, random));
        }
        return JniUtils.mul(Pt.of(x), JniUtils.cat(masks.toArray(PtNDArray[]::new), 0));
    }

    private static NDArray masked(NDArray x, Shape shape, double rate, RandomGenerator random) {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "A drop rate is in [0, 1), but this is (%s).", rate));
        }
        if (rate == 0) {
            return x;
        }
        return JniUtils.mul(Pt.of(x), mask(x.getManager(), shape, rate, random));
    }

    private static PtNDArray mask(NDManager manager, Shape shape, double rate, RandomGenerator random) {
        PtNDArray mask = Pt.of(manager.create(shape, DataType.FLOAT32));
        FloatBuffer places = mask.toByteBuffer(true).asFloatBuffer();
        int dropped = (int) Math.round(rate * (1 << BITS));
        float kept = (float) (1 / (1 - rate));
        long bits = 0;
        int left = 0;
        while (places.hasRemaining()) {
            if (left == 0) {
                bits = random.nextLong();
                left = Long.SIZE / BITS;
            }
            places.put((bits & 0xFFFF) < dropped ? 0 : kept);
            bits >>>= BITS;
            left--;
        }
        return mask;
    }
}
