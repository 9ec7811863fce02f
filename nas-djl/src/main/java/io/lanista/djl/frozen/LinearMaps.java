package io.lanista.djl.frozen;

/** Convolutions and dense layers, with the normalisation and the activation behind them folded in. */
final class LinearMaps {
    /** So many channels are spread out at a time: what they see stays near, and makes full sums of four. */
    private static final int CHANNELS_AT_ONCE = 4;

    private LinearMaps() {}

    /** How many arrays a convolution spreads out at a time. */
    static int scratchRows(Window window) {
        return CHANNELS_AT_ONCE * window.places();
    }

    /**
     * A convolution.
     *
     * @param weights {@code (out, in / groups · places)}
     * @param biases {@code (out)}
     */
    record Convolution(
            int from, int to, Window window, int groups, float[][] weights, float[] biases, Activation activation)
            implements FrozenStep {
        @Override
        public void run(float[][][] values, float[][] scratch) {
            float[][] image = values[from];
            float[][] result = values[to];
            for (int out = 0; out < result.length; out++) {
                java.util.Arrays.fill(result[out], biases[out]);
            }
            for (int group = 0; group < groups; group++) {
                group(image, result, group, scratch);
            }
            for (float[] plane : result) {
                activation.apply(plane, plane.length);
            }
        }

        private void group(float[][] image, float[][] result, int group, float[][] scratch) {
            int channels = image.length / groups;
            int outs = result.length / groups;
            int first = group * channels;
            int length = window.length();
            int places = window.places();
            if (window.isPointwise()) {
                for (int out = group * outs; out < (group + 1) * outs; out++) {
                    Kernels.add(result[out], image, first, weights[out], 0, channels, length);
                }
                return;
            }
            for (int channel = 0; channel < channels; channel += CHANNELS_AT_ONCE) {
                int some = Math.min(CHANNELS_AT_ONCE, channels - channel);
                for (int row = 0; row < some * places; row++) {
                    window.see(image[first + channel + row / places], row % places, 0, scratch[row]);
                }
                for (int out = group * outs; out < (group + 1) * outs; out++) {
                    Kernels.add(result[out], scratch, 0, weights[out], channel * places, some * places, length);
                }
            }
        }
    }

    /**
     * A dense layer on a vector.
     *
     * @param weights {@code (in, units)}
     * @param biases {@code (units)}
     */
    record Dense(int from, int to, float[][] weights, float[] biases, Activation activation) implements FrozenStep {
        @Override
        public void run(float[][][] values, float[][] scratch) {
            float[] result = values[to][0];
            System.arraycopy(biases, 0, result, 0, biases.length);
            Kernels.add(result, weights, 0, values[from][0], 0, weights.length, biases.length);
            activation.apply(result, biases.length);
        }
    }
}
