package io.lanista.djl.backend;

import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * How a parameter gets its first values. All draws come from the generator that is handed in, one after the other, so
 * a trial's seed decides its initial weights, whatever else runs in the JVM.
 */
@FunctionalInterface
public interface Initial {
    /**
     * Fills a tensor.
     *
     * @param values the places to fill, of this and other tensors
     * @param from the first place of this tensor; its elements are in row-major order
     * @param to the place after its last
     * @param random the trial's generator
     */
    void fill(float[] values, int from, int to, RandomGenerator random);

    /** All zeros. Draws nothing. */
    static Initial zeros() {
        return constant(0);
    }

    /** All ones. Draws nothing. */
    static Initial ones() {
        return constant(1);
    }

    /** The same value everywhere. Draws nothing. */
    static Initial constant(double value) {
        float number = (float) value;
        return (values, from, to, random) -> Arrays.fill(values, from, to, number);
    }

    /**
     * Values that were worked out before. Draws nothing.
     *
     * @param given in row-major order, as many as the tensor has elements
     */
    static Initial values(float... given) {
        float[] copy = given.clone();
        return (values, from, to, random) -> {
            if (to - from != copy.length) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "The tensor has (%d) elements, but (%d) initial values were given.",
                        to - from,
                        copy.length));
            }
            System.arraycopy(copy, 0, values, from, copy.length);
        };
    }

    /** Uniform on {@code [low, high)}. */
    static Initial uniform(double low, double high) {
        float base = (float) low;
        float unit = (float) (high - low) * 0x1p-24f;
        return (values, from, to, random) -> {
            // One draw of 64 bits is enough for two floats of 24.
            int i = from;
            for (; i + 1 < to; i += 2) {
                long bits = random.nextLong();
                values[i] = base + unit * (bits >>> 40);
                values[i + 1] = base + unit * (bits & 0xFFFFFF);
            }
            if (i < to) {
                values[i] = base + unit * (random.nextLong() >>> 40);
            }
        };
    }

    /** Normal with the given mean and standard deviation. */
    static Initial normal(double mean, double deviation) {
        return (values, from, to, random) -> {
            for (int i = from; i < to; i++) {
                values[i] = (float) (mean + deviation * random.nextGaussian());
            }
        };
    }

    /**
     * Uniform on {@code ±1/√fanIn}: what PyTorch does to weights and biases of linear and convolution layers if it isn't
     * told otherwise ({@code torch.nn.Linear.reset_parameters}, Kaiming's uniform rule with {@code a = √5}).
     *
     * @param fanIn inputs of one output: input units, or input channels of a group times the kernel's area
     */
    static Initial torchDefault(long fanIn) {
        double bound = 1 / Math.sqrt(atLeastOne("fanIn", fanIn));
        return uniform(-bound, bound);
    }

    /**
     * Normal with standard deviation {@code √(2/fanIn)}, for layers that a ReLU follows (He et al., "Delving Deep into
     * Rectifiers", 2015, equation 10).
     */
    static Initial kaimingNormal(long fanIn) {
        return normal(0, Math.sqrt(2.0 / atLeastOne("fanIn", fanIn)));
    }

    /** Uniform on {@code ±√(6/fanIn)}: the same variance as {@link #kaimingNormal}. */
    static Initial kaimingUniform(long fanIn) {
        double bound = Math.sqrt(6.0 / atLeastOne("fanIn", fanIn));
        return uniform(-bound, bound);
    }

    /**
     * Uniform on {@code ±√(6/(fanIn + fanOut))} (Glorot and Bengio, "Understanding the difficulty of training deep
     * feedforward neural networks", 2010, equation 16).
     */
    static Initial xavierUniform(long fanIn, long fanOut) {
        double bound = Math.sqrt(6.0 / (atLeastOne("fanIn", fanIn) + atLeastOne("fanOut", fanOut)));
        return uniform(-bound, bound);
    }

    private static long atLeastOne(String name, long fan) {
        if (fan < 1) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "%s (%d) must be at least 1.", name, fan));
        }
        return fan;
    }
}
