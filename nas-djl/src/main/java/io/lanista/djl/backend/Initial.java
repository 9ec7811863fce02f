package io.lanista.djl.backend;

import java.nio.FloatBuffer;
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
     * @param values as many places as the tensor has elements, in row-major order; fill from the position to the limit
     * @param random the trial's generator
     */
    void fill(FloatBuffer values, RandomGenerator random);

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
        return (values, random) -> {
            while (values.hasRemaining()) {
                values.put(number);
            }
        };
    }

    /** Uniform on {@code [low, high)}. */
    static Initial uniform(double low, double high) {
        float from = (float) low;
        float width = (float) (high - low);
        return (values, random) -> {
            while (values.hasRemaining()) {
                values.put(from + width * random.nextFloat());
            }
        };
    }

    /** Normal with the given mean and standard deviation. */
    static Initial normal(double mean, double deviation) {
        return (values, random) -> {
            while (values.hasRemaining()) {
                values.put((float) (mean + deviation * random.nextGaussian()));
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
            throw new IllegalArgumentException(String.format("%s (%d) must be at least 1.", name, fan));
        }
        return fan;
    }
}
