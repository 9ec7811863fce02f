package io.lanista.djl.frozen;

import io.lanista.api.model.Shape;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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

        @Override
        public List<Integer> reads() {
            return List.of(from);
        }

        @Override
        public void write(ProgramWriter program) {
            String function = activation.function() + (program.isLast(from) ? "_" : "");
            program.add(to, ProgramWriter.call(function, "v" + from));
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

        @Override
        public List<Integer> reads() {
            return List.of(from);
        }

        @Override
        public void write(ProgramWriter program) {
            int[] shape = program.shape(to).rank() == 1 ? new int[] {scale.length} : new int[] {scale.length, 1, 1};
            String factor = program.constant(scale, shape);
            String summand = program.constant(shift, shape);
            program.add(to, ProgramWriter.call("addcmul", summand, "v" + from, factor));
            program.activate(to, activation);
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

        @Override
        public List<Integer> reads() {
            return from;
        }

        @Override
        public void write(ProgramWriter program) {
            Deque<Integer> rest = new ArrayDeque<>(from);
            Optional<Integer> free = from.stream().filter(program::isLast).findFirst();
            int first = free.orElse(from.get(0));
            rest.remove(first);
            String sum = "v" + first;
            String function = free.isPresent() ? "add_" : "add";
            for (int next : rest) {
                program.add(to, ProgramWriter.call(function, sum, "v" + next));
                sum = "v" + to;
                function = "add_";
            }
            if (weight != 1) {
                program.add(to, ProgramWriter.call("mul_", sum, Float.toString(weight)));
            }
            program.activate(to, activation);
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

        @Override
        public List<Integer> reads() {
            return from;
        }

        @Override
        public void write(ProgramWriter program) {
            String product = factor(from.get(0), program);
            for (int next : from.subList(1, from.size())) {
                program.add(to, ProgramWriter.call("mul", product, factor(next, program)));
                product = "v" + to;
            }
        }

        private String factor(int number, ProgramWriter program) {
            Shape shape = program.shape(number);
            return shape.rank() == program.shape(to).rank()
                    ? "v" + number
                    : ProgramWriter.call("reshape", "v" + number, "[-1, " + shape.get(0) + ", 1, 1]");
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

        @Override
        public List<Integer> reads() {
            return from;
        }

        @Override
        public void write(ProgramWriter program) {
            if (from.size() == 1) {
                program.alias(to, from.get(0), ProgramWriter.call("flatten", "v" + from.get(0), "1"));
                return;
            }
            String all = from.stream().map(number -> "v" + number).collect(Collectors.joining(", ", "[", "]"));
            program.add(to, ProgramWriter.call("cat", all, "1"));
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
