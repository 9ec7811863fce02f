package io.lanista.djl.frozen;

import io.lanista.api.model.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Layers without weights that copy or move the planes of an image. */
final class Arrangement {
    private Arrangement() {}

    /** Zeros, whatever is read. */
    record Zero(int from, int to) implements FrozenStep {
        @Override
        public void run(float[][][] values, float[][] scratch) {
            for (float[] plane : values[to]) {
                Arrays.fill(plane, 0);
            }
        }

        @Override
        public List<Integer> reads() {
            return List.of(from);
        }

        @Override
        public void write(ProgramWriter program) {
            Shape shape = program.shape(to);
            String sizes = shape.rank() == 1
                    ? Long.toString(shape.get(0))
                    : shape.get(0) + ", " + shape.get(1) + ", " + shape.get(2);
            program.add(
                    to, ProgramWriter.call("new_zeros", "v" + from, "[torch.size(v" + from + ", 0), " + sizes + "]"));
        }
    }

    /** Some channels, one after the other. */
    record Narrow(int from, int to, int offset) implements FrozenStep {
        @Override
        public void run(float[][][] values, float[][] scratch) {
            for (int channel = 0; channel < values[to].length; channel++) {
                float[] plane = values[to][channel];
                System.arraycopy(values[from][offset + channel], 0, plane, 0, plane.length);
            }
        }

        @Override
        public List<Integer> reads() {
            return List.of(from);
        }

        @Override
        public void write(ProgramWriter program) {
            long end = offset + program.shape(to).get(0);
            program.alias(to, from, String.format(Locale.ROOT, "torch.slice(v%d, 1, %d, %d)", from, offset, end));
        }
    }

    /** All channels, the first of each group before the second ones. */
    record Shuffle(int from, int to, int groups) implements FrozenStep {
        @Override
        public void run(float[][][] values, float[][] scratch) {
            int each = values[to].length / groups;
            for (int channel = 0; channel < values[to].length; channel++) {
                float[] plane = values[to][channel];
                float[] source = values[from][channel % groups * each + channel / groups];
                System.arraycopy(source, 0, plane, 0, plane.length);
            }
        }

        @Override
        public List<Integer> reads() {
            return List.of(from);
        }

        @Override
        public void write(ProgramWriter program) {
            program.alias(to, from, ProgramWriter.call("channel_shuffle", "v" + from, Integer.toString(groups)));
        }
    }

    /** The image moved up and left by one pixel; what comes in is zero. */
    record Shift(int from, int to, Window window) implements FrozenStep {
        /** Of images of a shape. */
        static Shift of(int from, int to, Shape image) {
            int[] size = {Math.toIntExact(image.get(1)), Math.toIntExact(image.get(2))};
            int[] one = {1, 1};
            return new Shift(from, to, new Window(one, one, new int[] {-1, -1}, one, size, size));
        }

        @Override
        public void run(float[][][] values, float[][] scratch) {
            for (int channel = 0; channel < values[to].length; channel++) {
                window.see(values[from][channel], 0, 0, values[to][channel]);
            }
        }

        @Override
        public List<Integer> reads() {
            return List.of(from);
        }

        @Override
        public void write(ProgramWriter program) {
            program.add(to, ProgramWriter.call("constant_pad_nd", "v" + from, "[-1, 1, -1, 1]", "0"));
        }
    }
}
