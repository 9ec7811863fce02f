package io.lanista.djl.frozen;

import java.util.List;

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

        @Override
        public List<Integer> reads() {
            return List.of(from);
        }

        @Override
        public void write(ProgramWriter program) {
            int outs = weights.length;
            float[] flat = new float[outs * weights[0].length];
            for (int out = 0; out < outs; out++) {
                System.arraycopy(weights[out], 0, flat, out * weights[out].length, weights[out].length);
            }
            String ready = program.prepared(
                    "conv2d",
                    activation,
                    program.weights(
                            flat, outs, weights[0].length / window.places(), window.kernel()[0], window.kernel()[1]),
                    program.weights(biases, outs),
                    ProgramWriter.list(window.stride()),
                    ProgramWriter.list(window.padding()),
                    ProgramWriter.list(window.dilation()),
                    Integer.toString(groups));
            program.add(to, "ops.prepacked.conv2d_clamp_run(v" + from + ", " + ready + ")");
            if (!activation.isClamp()) {
                program.activate(to, activation);
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

        @Override
        public List<Integer> reads() {
            return List.of(from);
        }

        @Override
        public void write(ProgramWriter program) {
            int units = biases.length;
            float[] flat = new float[units * weights.length];
            for (int unit = 0; unit < units; unit++) {
                for (int in = 0; in < weights.length; in++) {
                    flat[unit * weights.length + in] = weights[in][unit];
                }
            }
            String ready = program.prepared(
                    "linear", activation, program.weights(flat, units, weights.length), program.weights(biases, units));
            program.add(to, "ops.prepacked.linear_clamp_run(v" + from + ", " + ready + ")");
            if (!activation.isClamp()) {
                program.activate(to, activation);
            }
        }
    }
}
