package io.lanista.djl.data;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws digits in a shaky hand: each one is distorted, turned and shaded differently. */
final class GlyphPen {
    /** Straight pieces that a curve between two of its points is drawn with. */
    private static final int PIECES = 4;

    private final int size;
    private final double noise;
    private final RandomGenerator random;
    private final List<double[]> lines = new ArrayList<>();

    GlyphPen(int size, double noise, RandomGenerator random) {
        this.size = size;
        this.noise = noise;
        this.random = random;
    }

    /** Draws a digit into {@code to}, {@code size * size} bytes from {@code at} on. */
    void draw(int digit, byte[] to, int at) {
        lines.clear();
        double[] placed = placement();
        List<List<GlyphStrokes.Stroke>> ways = GlyphStrokes.waysToWrite(digit);
        for (GlyphStrokes.Stroke stroke : ways.get(random.nextInt(ways.size()))) {
            trace(stroke, placed);
        }
        scratch();
        shade(to, at);
    }

    /** A random affine map from the unit square to pixels: {@code x' = a x + b y + c, y' = d x + e y + f}. */
    private double[] placement() {
        double height = between(0.62, 0.92);
        double width = height * between(0.6, 1.0);
        double turn = Math.toRadians(between(-15, 15));
        double slant = between(-0.25, 0.25);
        double cosine = StrictMath.cos(turn);
        double sine = StrictMath.sin(turn);
        double a = size * cosine * width;
        double b = size * (cosine * slant - sine) * height;
        double d = size * sine * width;
        double e = size * (sine * slant + cosine) * height;
        double x = size * between(0.4, 0.6);
        double y = size * between(0.4, 0.6);
        return new double[] {a, b, x - (a + b) / 2, d, e, y - (d + e) / 2};
    }

    private void trace(GlyphStrokes.Stroke stroke, double[] placed) {
        int count = stroke.points().size() / 2;
        double[] xs = new double[count];
        double[] ys = new double[count];
        for (int i = 0; i < count; i++) {
            double x = stroke.points().get(2 * i) + 0.033 * random.nextGaussian();
            double y = stroke.points().get(2 * i + 1) + 0.033 * random.nextGaussian();
            xs[i] = placed[0] * x + placed[1] * y + placed[2];
            ys[i] = placed[3] * x + placed[4] * y + placed[5];
        }
        int pieces = stroke.smooth() ? PIECES : 1;
        for (int i = 0; i + 1 < count; i++) {
            for (int piece = 0; piece < pieces; piece++) {
                double from = (double) piece / pieces;
                double to = (piece + 1.0) / pieces;
                line(along(xs, i, from), along(ys, i, from), along(xs, i, to), along(ys, i, to));
            }
        }
    }

    /** A point between the points i and i + 1 of a curve through all of them (Catmull and Rom, 1974). */
    private static double along(double[] points, int i, double t) {
        double before = points[Math.max(0, i - 1)];
        double start = points[i];
        double end = points[i + 1];
        double after = points[Math.min(points.length - 1, i + 2)];
        return 0.5
                * (2 * start
                        + t * (end - before)
                        + t * t * (2 * before - 5 * start + 4 * end - after)
                        + t * t * t * (3 * start - before - 3 * end + after));
    }

    /** Now and then a short line that means nothing. */
    private void scratch() {
        if (random.nextInt(6) == 0) {
            double x = size * random.nextDouble();
            double y = size * random.nextDouble();
            line(x, y, x + size * between(-0.25, 0.25), y + size * between(-0.25, 0.25));
        }
    }

    private void line(double fromX, double fromY, double toX, double toY) {
        lines.add(new double[] {fromX, fromY, toX - fromX, toY - fromY});
    }

    private void shade(byte[] to, int at) {
        double radius = Math.max(0.45, size * between(0.03, 0.065));
        double blur = Math.max(0.5, size * between(0.02, 0.06));
        double paper = between(0, 0.2);
        double ink = between(0.6, 1);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                double covered = Math.min(1, Math.max(0, (radius - distance(x + 0.5, y + 0.5)) / (2 * blur) + 0.5));
                double value = paper + (ink - paper) * covered + noise * random.nextGaussian();
                to[at + y * size + x] = (byte) Math.round(255 * Math.min(1, Math.max(0, value)));
            }
        }
    }

    /** How far a point is from the nearest line. */
    private double distance(double x, double y) {
        double nearest = Double.MAX_VALUE;
        for (double[] line : lines) {
            double length = line[2] * line[2] + line[3] * line[3];
            double along = ((x - line[0]) * line[2] + (y - line[1]) * line[3]) / Math.max(length, 1e-12);
            double place = Math.min(1, Math.max(0, along));
            double dx = x - line[0] - place * line[2];
            double dy = y - line[1] - place * line[3];
            nearest = Math.min(nearest, dx * dx + dy * dy);
        }
        return Math.sqrt(nearest);
    }

    private double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }
}
