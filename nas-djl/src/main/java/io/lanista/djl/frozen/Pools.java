package io.lanista.djl.frozen;

import java.util.Arrays;
import java.util.List;

/** Pooling of images. */
final class Pools {
    private Pools() {}

    /** The maximum of each window; padding never wins. */
    record Maximum(int from, int to, Window window) implements FrozenStep {
        @Override
        public void run(float[][][] values, float[][] scratch) {
            for (int channel = 0; channel < values[to].length; channel++) {
                float[] best = values[to][channel];
                window.see(values[from][channel], 0, Float.NEGATIVE_INFINITY, best);
                for (int place = 1; place < window.places(); place++) {
                    window.see(values[from][channel], place, Float.NEGATIVE_INFINITY, scratch[0]);
                    higher(best, scratch[0]);
                }
            }
        }

        @Override
        public List<Integer> reads() {
            return List.of(from);
        }

        @Override
        public void write(ProgramWriter program) {
            program.add(to, window.call("max_pool2d", from, "[1, 1], False"));
        }

        private static void higher(float[] best, float[] x) {
            for (int i = 0; i < best.length; i++) {
                best[i] = Math.max(best[i], x[i]);
            }
        }
    }

    /**
     * The mean of each window.
     *
     * @param share what the sum of each window is multiplied by
     * @param withPadding whether the padding counts
     */
    record Average(int from, int to, Window window, float[] share, boolean withPadding) implements FrozenStep {
        /** Over all places of a window, or over those that lie in the image. */
        static Average of(int from, int to, Window window, boolean withPadding) {
            float[] share = new float[window.length()];
            if (withPadding) {
                Arrays.fill(share, 1f / window.places());
                return new Average(from, to, window, share, true);
            }
            float[] ones = new float[window.image()[0] * window.image()[1]];
            Arrays.fill(ones, 1);
            float[] seen = new float[share.length];
            for (int place = 0; place < window.places(); place++) {
                window.see(ones, place, 0, seen);
                for (int i = 0; i < share.length; i++) {
                    share[i] += seen[i];
                }
            }
            for (int i = 0; i < share.length; i++) {
                share[i] = 1 / share[i];
            }
            return new Average(from, to, window, share, false);
        }

        @Override
        public void run(float[][][] values, float[][] scratch) {
            for (int channel = 0; channel < values[to].length; channel++) {
                float[] sum = values[to][channel];
                window.see(values[from][channel], 0, 0, sum);
                for (int place = 1; place < window.places(); place++) {
                    window.see(values[from][channel], place, 0, scratch[0]);
                    for (int i = 0; i < sum.length; i++) {
                        sum[i] = sum[i] + scratch[0][i];
                    }
                }
                for (int i = 0; i < sum.length; i++) {
                    sum[i] = sum[i] * share[i];
                }
            }
        }

        @Override
        public List<Integer> reads() {
            return List.of(from);
        }

        @Override
        public void write(ProgramWriter program) {
            program.add(to, window.call("avg_pool2d", from, withPadding ? "False, True" : "False, False"));
        }
    }

    /** The mean of each channel, as a vector. */
    record Global(int from, int to) implements FrozenStep {
        @Override
        public void run(float[][][] values, float[][] scratch) {
            float[][] image = values[from];
            for (int channel = 0; channel < image.length; channel++) {
                double sum = 0;
                for (float x : image[channel]) {
                    sum += x;
                }
                values[to][0][channel] = (float) (sum / image[channel].length);
            }
        }

        @Override
        public List<Integer> reads() {
            return List.of(from);
        }

        @Override
        public void write(ProgramWriter program) {
            program.add(to, ProgramWriter.call("mean", "v" + from, "[2, 3]"));
        }
    }
}
