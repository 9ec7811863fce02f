package io.lanista.djl.frozen;

import java.util.List;

/** Operations on each number by itself, or on those at the same place of several tensors. */
final class Elementwise {
    private Elementwise() {}

    /** An activation that couldn't be folded into what is before it. */
    record Activate(int from, int to, Activation activation) implements FrozenStep {
        @Override
        public void run(float[][][] values, float[][] scratch) {
            copy(values[from], values[to]);
            for (float[] plane : values[to]) {
                activation.apply(plane, plane.length);
            }
        }
    }

    /** A normalisation by known statistics: {@code scale · x + shift} for each channel of an image, or number of a vector. */
    record Scale(int from, int to, float[] scale, float[] shift, Activation activation) implements FrozenStep {
        @Override
        public void run(float[][][] values, float[][] scratch) {
            float[][] result = values[to];
            if (result.length == 1 && result[0].length == scale.length) {
                float[] x = values[from][0];
                float[] y = result[0];
                for (int i = 0; i < scale.length; i++) {
                    y[i] = scale[i] * x[i] + shift[i];
                }
            } else {
                for (int channel = 0; channel < result.length; channel++) {
                    plane(values[from][channel], result[channel], scale[channel], shift[channel]);
                }
            }
            for (float[] plane : result) {
                activation.apply(plane, plane.length);
            }
        }

        private static void plane(float[] x, float[] y, float scale, float shift) {
            for (int i = 0; i < y.length; i++) {
                y[i] = scale * x[i] + shift;
            }
        }
    }

    /** A weighted sum: of a sum the weights are one, of a mean of two tensors a half. */
    record Sum(List<Integer> from, int to, float weight, Activation activation) implements FrozenStep {
        @Override
        public void run(float[][][] values, float[][] scratch) {
            float[][] result = values[to];
            for (int plane = 0; plane < result.length; plane++) {
                float[] sum = result[plane];
                System.arraycopy(values[from.get(0)][plane], 0, sum, 0, sum.length);
                for (int other = 1; other < from.size(); other++) {
                    add(sum, values[from.get(other)][plane]);
                }
                if (weight != 1) {
                    scale(sum, weight);
                }
                activation.apply(sum, sum.length);
            }
        }
    }

    /** A product of tensors; one that has a single number for each channel counts for the whole channel. */
    record Product(List<Integer> from, int to) implements FrozenStep {
        @Override
        public void run(float[][][] values, float[][] scratch) {
            float[][] result = values[to];
            for (int plane = 0; plane < result.length; plane++) {
                float[] product = result[plane];
                java.util.Arrays.fill(product, 1);
                for (int number : from) {
                    float[][] factor = values[number];
                    if (factor.length == result.length && factor[plane].length == product.length) {
                        multiply(product, factor[plane]);
                    } else {
                        scale(product, factor[0][plane]);
                    }
                }
            }
        }
    }

    /** Tensors one behind the other, along the channels. */
    record Concat(List<Integer> from, int to) implements FrozenStep {
        @Override
        public void run(float[][][] values, float[][] scratch) {
            float[][] result = values[to];
            int plane = 0;
            int at = 0;
            for (int number : from) {
                for (float[] part : values[number]) {
                    System.arraycopy(part, 0, result[plane], at, part.length);
                    at += part.length;
                    if (at == result[plane].length) {
                        plane++;
                        at = 0;
                    }
                }
            }
        }
    }

    private static void copy(float[][] from, float[][] to) {
        for (int plane = 0; plane < to.length; plane++) {
            System.arraycopy(from[plane], 0, to[plane], 0, to[plane].length);
        }
    }

    private static void add(float[] sum, float[] x) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] = sum[i] + x[i];
        }
    }

    private static void multiply(float[] product, float[] x) {
        for (int i = 0; i < product.length; i++) {
            product[i] = product[i] * x[i];
        }
    }

    private static void scale(float[] x, float factor) {
        for (int i = 0; i < x.length; i++) {
            x[i] = x[i] * factor;
        }
    }
}
